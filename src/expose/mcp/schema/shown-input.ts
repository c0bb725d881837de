import type { JsonSchema } from '../../../json/schema.ts';
import { bounded } from './bounded.ts';
import { readHeaderAnnotations } from './header-annotations.ts';
import { inlined } from './inlined.ts';
import { portableInput } from './portable.ts';

/** Some 10,000 tokens, of which a model pays for each tool it is offered. */
const longest = 40_000;

/** Whether nothing of an input schema is left out when it is shown. */
export function isShownWhole(schema: JsonSchema): boolean {
  return bounded(schema, longest) === schema;
}

/** An input schema as `tools/list` shows it. */
export function shownInput(schema: JsonSchema): JsonSchema {
  return inlined(portableInput(bounded(readHeaderAnnotations(schema).schema, longest)));
}
