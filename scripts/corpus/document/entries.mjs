/**
 * The mappings of a section, whichever way the dialect writes it: a list whose items have a `name`, or a mapping whose
 * keys are the names.
 */
export function entries(section) {
  if (Array.isArray(section)) return section.filter(isMapping);
  if (!isMapping(section)) return [];
  return Object.entries(section).map(named);
}

function named([name, value]) {
  return { ...(isMapping(value) && value), name };
}

export function isMapping(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
