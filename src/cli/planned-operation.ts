import type { Authentication, Parameter, RestOperation } from '../capability/model.ts';
import { asText } from '../consume/encode.ts';
import type { JsonSchema } from '../json/schema.ts';
import type { BoundOperation } from '../runtime/compile.ts';

/** What an operation takes and sends, with every secret left out; the form of `plan --json`. */
export interface PlannedOperation {
  readonly name: string;
  readonly description: string;
  /** Method and path of a REST operation. */
  readonly exposed?: string;
  readonly calls: string;
  readonly inputs: readonly {
    readonly name: string;
    readonly in: string;
    readonly type: string;
    readonly required: boolean;
  }[];
  readonly inputSchema: JsonSchema;
  readonly request: {
    readonly method: string;
    /** With `{parameter}` where a value goes. */
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  /** Why it cannot be called as things are. */
  readonly blocked?: string;
}

export function describeOperation({ operation, exposed, api, fallbackBody }: BoundOperation): PlannedOperation {
  const { call } = exposed;
  const written = 'method' in exposed ? (exposed as RestOperation) : undefined; // only REST operations have a method
  const filled = new Map(exposed.arguments.map(({ parameter, value }) => [parameter, value]));
  const shown = (parameter: Parameter): string => {
    const value = filled.get(parameter.name);
    if (parameter.constant !== undefined) return asText(parameter.constant);
    if (value && 'constant' in value) return JSON.stringify(value.constant);
    return value && 'template' in value
      ? value.template
      : `{${value && 'input' in value ? value.input : parameter.name}}`;
  };
  const of = (location: Parameter['in']): readonly Parameter[] =>
    call.parameters.filter((parameter) => parameter.in === location);
  const query = [
    ...of('query').map((parameter) => `${parameter.name}=${shown(parameter)}`),
    ...keyInQuery(api.authentication),
  ];
  const body =
    of('body').map(shown).join(', ') + (fallbackBody === null ? '' : `, or ${fallbackBody} when none is given`);
  return {
    name: operation.name,
    description: operation.description,
    ...(written && { exposed: `${written.method} ${written.path}` }),
    calls: `${call.namespace}.${call.name}`,
    inputs: operation.inputs.map((input) => ({
      name: input.name,
      in: input.in,
      type: typeName(input.schema),
      required: input.required,
    })),
    inputSchema: operation.inputSchema,
    request: {
      method: call.method,
      url: `${api.origin ?? '(address not known)'}${api.basePath}${call.path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
      headers: {
        ...maskedHeader(api.authentication),
        ...Object.fromEntries(of('header').map((parameter) => [parameter.name, shown(parameter)])),
      },
      ...(body !== '' && { body }),
    },
    ...(api.blocked && { blocked: api.blocked.detail }),
  };
}

/** The header that authenticates, without what is secret in it. */
function maskedHeader(authentication: Authentication | undefined): Readonly<Record<string, string>> {
  switch (authentication?.type) {
    case 'bearer':
      return { authorization: `Bearer ${hidden}` };
    case 'basic':
      return { authorization: `Basic ${hidden}` };
    case 'apikey':
      return authentication.placement === 'header' ? { [authentication.key]: hidden } : {};
    default:
      return {};
  }
}

function keyInQuery(authentication: Authentication | undefined): readonly string[] {
  return authentication?.type === 'apikey' && authentication.placement === 'query'
    ? [`${authentication.key}=${hidden}`]
    : [];
}

const hidden = '********';

function typeName({ type }: JsonSchema): string {
  if (type === undefined) return 'any';
  return typeof type === 'string' ? type : type.join(' or ');
}
