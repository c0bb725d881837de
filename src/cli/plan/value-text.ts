import type { Value } from '../../capability/model.ts';
import { readTemplate } from '../../expression/template.ts';

/** A value as the plan shows it: `{input}`, a path, a template or the constant itself. */
export function valueText(value: Value): string {
  if ('members' in value) {
    return JSON.stringify(Object.fromEntries([...value.members].map(([name, part]) => [name, valueText(part)])));
  }
  if ('items' in value) return JSON.stringify(value.items.map(valueText));
  if ('input' in value) return `{${value.input}}`;
  if ('path' in value) return `{${value.path}}`;
  if ('template' in value) {
    const only = readTemplate(value.template)?.only;
    return only === undefined ? value.template : `{${only}}`;
  }
  return typeof value.constant === 'string' ? value.constant : JSON.stringify(value.constant);
}
