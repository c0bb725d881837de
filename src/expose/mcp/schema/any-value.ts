import type { JsonSchema } from '../../../json/schema.ts';

const scalars: readonly JsonSchema[] = [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }];
const nonLists: readonly JsonSchema[] = [...scalars, { type: 'object' }];
/** Model APIs refuse a list whose items nothing is said of. */
export const anyList: JsonSchema = { type: 'array', items: { anyOf: nonLists } };

/**
 * Any value, for an input: model APIs and clients refuse or drop an empty schema, so the types are listed. Null is left
 * out: a model that has no value leaves the input out.
 */
export const anyInput: JsonSchema = { anyOf: [...nonLists, anyList] };

/** Any JSON value at all, for an output: clients check results against it, so nothing may be missing. */
export const anyOutput: JsonSchema = { anyOf: [...nonLists, { type: 'array' }, { type: 'null' }] };
