import type { Json } from '../../../json/json.ts';
import type { JsonSchema } from '../../../json/schema.ts';
import { keywordType, typeOf } from './types.ts';

/**
 * A schema whose `type` is a list, as `anyOf` of schemas with one type each, which clients that know single types alone
 * can read. It means the same: what speaks of one type goes into that branch, and all else stays where it was.
 */
export function withSingleTypes(schema: JsonSchema): JsonSchema {
  const { type, ...rest } = schema;
  if (type === undefined || typeof type === 'string') return schema;
  const types = [...new Set(type)];
  if (types.length < 2) return { ...rest, ...(types[0] !== undefined && { type: types[0] }) };
  const { anyOf, enum: values, ...others } = rest;
  const keywordsOf = (branch: string | undefined): JsonSchema =>
    Object.fromEntries(Object.entries(others).filter(([keyword]) => branchOf(keyword, types) === branch));
  const branches = types.flatMap((name): readonly JsonSchema[] => {
    const allowed = values?.filter((value) => isOfType(value, name));
    // A type that none of the allowed values has is no choice.
    if (allowed?.length === 0) return [];
    return [{ type: name, ...keywordsOf(name), ...(allowed && name !== 'null' && { enum: allowed }) }];
  });
  if (branches.length === 0) return { ...keywordsOf(undefined), not: {} };
  const shared = keywordsOf(undefined);
  if (anyOf === undefined) return { ...shared, anyOf: branches };
  const all: readonly unknown[] = Array.isArray(shared['allOf']) ? shared['allOf'] : [];
  return { ...shared, anyOf, allOf: [...all, { anyOf: branches }] };
}

/** The branch a keyword belongs in: that of the only type it speaks of. */
function branchOf(keyword: string, types: readonly string[]): string | undefined {
  const type = keywordType(keyword);
  if (type !== 'number') return types.find((name) => name === type);
  const numeric = types.filter((name) => name === 'number' || name === 'integer');
  return numeric.length === 1 ? numeric[0] : undefined;
}

function isOfType(value: Json, type: string): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeOf(value) === type;
}
