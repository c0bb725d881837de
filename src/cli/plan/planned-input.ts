import type { Input } from '../../capability/model.ts';
import { either } from '../../contract/words.ts';
import type { Json } from '../../json/json.ts';
import type { JsonSchema } from '../../json/schema.ts';
import type { styler } from '../print/style.ts';
import { wrap } from '../print/wrap.ts';

/** An input as `capstan plan` shows it. */
export interface PlannedInput {
  readonly name: string;
  /** Where a REST caller gives it; a tool takes all of them as arguments. */
  readonly in: string;
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
  /** The values it may have, where they are listed. */
  readonly allowed?: readonly Json[];
  /** Of an object whose members are known; those it must have come first. */
  readonly members?: readonly { readonly name: string; readonly required: boolean }[];
}

export function describeInput({ name, in: location, schema, required }: Input): PlannedInput {
  const { description, enum: allowed } = schema;
  const members = membersOf(schema);
  return {
    name,
    in: location === 'member' ? 'body' : location,
    type: typeName(schema),
    required,
    ...(description !== undefined && { description }),
    ...(allowed && { allowed }),
    ...(members.length > 0 && { members }),
  };
}

function membersOf({ properties = {}, required = [] }: JsonSchema): NonNullable<PlannedInput['members']> {
  const members = Object.keys(properties).map((name) => ({ name, required: required.includes(name) }));
  return members.toSorted((one, other) => Number(other.required) - Number(one.required));
}

function typeName({ type }: JsonSchema): string {
  if (type === undefined) return 'any';
  return typeof type === 'string' ? type : type.join(' or ');
}

export interface InputLines {
  /** Whether it matters where the input is given. */
  readonly isPlaced: boolean;
  readonly style: ReturnType<typeof styler>;
  readonly width: number;
}

/** `* isbn  string, in path: The book`, and of an object its members. A star is before what has to be given. */
export function inputLines(input: PlannedInput, { isPlaced, style, width }: InputLines): readonly string[] {
  const { name, type, required, description, allowed = [], members = [] } = input;
  const place = isPlaced ? `, in ${input.in}` : '';
  const values = allowed.length > 0 ? `, ${either(allowed.map((value) => JSON.stringify(value)))}` : '';
  const about = description === undefined ? '' : `: ${description.trim()}`;
  const words = wrap(`${name}  ${type}${place}${values}${about}`, width, indent).slice(name.length);
  const names = members.map((member) => (member.required ? `${member.name}*` : member.name));
  return [
    `    ${required ? '*' : ' '} ${name}${style('dim', words)}`,
    ...(names.length > 0 ? [style('dim', indent + wrap(`with ${names.join(', ')}`, width, indent))] : []),
  ];
}

const indent = ' '.repeat(8);
