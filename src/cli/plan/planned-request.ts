import type { Authentication } from '../../capability/authentication.ts';
import { isOverridden } from '../../capability/infer/overridden-headers.ts';
import type { Call, Parameter, WrittenBody } from '../../capability/model.ts';
import { splitPath } from '../../expression/placeholders.ts';
import { asText } from '../../consume/request/encode.ts';
import { targetOf, withQuery } from '../../consume/request/target.ts';
import type { BoundCall } from '../../runtime/compile/bound-operation.ts';
import { valueText } from './value-text.ts';

/** A request as an operation sends it, with `{input}` where a value goes and every secret left out. */
export interface PlannedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export function describeRequest({ call, arguments: wired }: Call, bound: BoundCall | undefined): PlannedRequest {
  const filled = new Map(wired.map(({ parameter, value }) => [parameter, value]));
  const shown = (parameter: Parameter): string => {
    const value = filled.get(parameter.name);
    if (parameter.constant !== undefined) return asText(parameter.constant);
    return value ? valueText(value) : `{${parameter.name}}`;
  };
  const isSent = ({ name, constant }: Parameter): boolean => constant !== undefined || filled.has(name);
  const of = (location: Parameter['in']): readonly Parameter[] =>
    call.parameters.filter((parameter) => parameter.in === location && isSent(parameter));
  const inPath = new Map(of('path').map((parameter) => [parameter.name, shown(parameter)]));
  const path = splitPath(targetOf(bound?.api.basePath ?? '', call.path))
    .map((part) => ('text' in part ? part.text : (inPath.get(part.name) ?? `{${part.name}}`)))
    .join('');
  const authentication = bound?.api.authentication;
  const query = [
    ...of('query').map((parameter) => `${parameter.name}=${shown(parameter)}`),
    ...keyInQuery(authentication),
  ];
  const givenHeaders = of('header').filter(({ name }) => !isOverridden(name, authentication));
  const cookies = of('cookie').map((parameter) => `${parameter.name}=${shown(parameter)}`);
  const body = call.body ? writtenText(call.body) : parameterBody(of('body').map(shown), of('member'), shown);
  const fallback = bound?.fallbackBody ?? null;
  const wholeBody = body + (fallback === null ? '' : `, or ${fallback} when none is given`);
  return {
    method: call.method,
    url: `${bound?.api.origin ?? '(address not known)'}${withQuery(path, query.join('&'))}`,
    headers: {
      ...maskedHeader(authentication),
      ...Object.fromEntries(givenHeaders.map((parameter) => [parameter.name, shown(parameter)])),
      ...(cookies.length > 0 && { cookie: cookies.join('; ') }),
    },
    ...(wholeBody !== '' && { body: wholeBody }),
  };
}

function parameterBody(
  whole: readonly string[],
  members: readonly Parameter[],
  shown: (parameter: Parameter) => string,
): string {
  if (members.length === 0) return whole.join(', ');
  return JSON.stringify(Object.fromEntries(members.map((parameter) => [parameter.name, shown(parameter)])));
}

function writtenText({ content }: WrittenBody): string {
  switch (content.kind) {
    case 'json':
      return typeof content.data === 'string' ? content.data : JSON.stringify(content.data);
    case 'text':
      return content.text;
    case 'form':
      return typeof content.fields === 'string'
        ? content.fields
        : [...content.fields].map(([name, value]) => `${name}=${asText(value)}`).join('&');
    case 'multipart':
      return content.parts.map(({ name, value }) => `${name}: ${asText(value)}`).join('\n');
    case 'unsupported':
      return `(of type ${content.type}, which cannot be sent)`;
  }
}

/** The header that authenticates, without what is secret in it. */
function maskedHeader(authentication: Authentication | undefined): Readonly<Record<string, string>> {
  switch (authentication?.type) {
    case 'bearer':
    case 'oauth2':
      return { authorization: `Bearer ${hidden}` };
    case 'basic':
      return { authorization: `Basic ${hidden}` };
    case 'cookie':
      return { cookie: `${authentication.key}=${hidden}` };
    case 'digest':
      return { authorization: `Digest ${hidden}` };
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
