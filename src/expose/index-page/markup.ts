/** A piece of HTML; a text that is not one is escaped before it is put into one. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | undefined | readonly Markup[];

/** Makes HTML of a template: texts are escaped, pieces of HTML stay, undefined is nothing. */
export function markup(literal: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(literal.map((text, index) => text + render(parts[index])).join(''));
}

function render(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return String(part).replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
