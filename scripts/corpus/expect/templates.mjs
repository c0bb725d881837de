/** The templates of documents: `{{name}}`. Sections (`{{#x}}…{{/x}}`) are not worked out here; see `hasSection`. */
const variable = /\{\{\{\s*([^{}]*?)\s*\}\}\}|\{\{\s*([^{}]*?)\s*\}\}/g;

export function isTemplate(text) {
  return typeof text === 'string' && text.includes('{{');
}

export function hasSection(text) {
  return /\{\{\s*[#^/>!]/.test(text);
}

/** The names a value's templates mention, however deep they stand in it. */
export function templateNames(value) {
  if (typeof value === 'string') return [...value.matchAll(variable)].map(([, triple, double]) => triple ?? double);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(templateNames);
}

/** The name when the text is one variable and nothing else. */
export function onlyName(text) {
  const [name, ...others] = templateNames(text);
  return others.length === 0 && text.replace(variable, '').trim() === '' ? name : undefined;
}

/** @param lookup name to value; undefined is empty text. @param write value and where it stands to text. */
export function fillTemplate(text, lookup, write = asText) {
  return text.replaceAll(variable, (_, triple, double, offset) => write(lookup(triple ?? double), offset));
}

/** Texts as they are, objects and lists as JSON, nothing as empty text. */
export function asText(value) {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
