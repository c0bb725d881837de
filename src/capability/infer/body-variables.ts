import { normalisedName } from '../../expression/placeholders.ts';
import { templateNames } from '../../expression/template.ts';
import { compileName } from '../../expression/template/name.ts';
import { isObject, type Json } from '../../json/json.ts';
import type { Parameter, RequestBody, WrittenBody } from '../model.ts';
import type { Reader } from '../reader.ts';
import { ownName, type Scope } from '../scope.ts';

/**
 * Finds what the templates of a written body are filled with: a parameter of the operation, by its name with or without
 * the prefix of a caller's input, or in other case and punctuation; a variable of a bind; and else a value that only the
 * caller can give, so it becomes an optional parameter.
 */
export function inferBodyVariables(
  content: RequestBody,
  declared: readonly Parameter[],
  operation: Reader,
  { prefixes, isBound }: Pick<Scope, 'prefixes' | 'isBound'>,
): { readonly parameters: readonly Parameter[]; readonly body: WrittenBody } {
  const parameters: Parameter[] = declared.map((parameter) =>
    parameter.in === 'body' ? { ...parameter, in: 'variable' } : parameter,
  );
  const names = new Map<string, string>();
  const inferred: string[] = [];
  for (const name of namesIn(content)) {
    const behindPrefix = ownName(name, prefixes)?.replace(/^body\.(?=.)/, '');
    const own = behindPrefix ?? name;
    const known =
      parameters.find((parameter) => parameter.name === name) ??
      parameters.find((parameter) => parameter.name === own) ??
      (isBound(name) ? undefined : parameters.find((one) => normalisedName(one.name) === normalisedName(own)));
    if (!known && isBound(name)) continue;
    // What stands behind a prefix is a name as it is, also where a parameter is called like the prefix.
    const around = known || behindPrefix !== undefined ? undefined : holderOf(name, parameters);
    if (around !== undefined) {
      names.set(around, around);
      continue;
    }
    names.set(name, known?.name ?? own);
    if (known) continue;
    parameters.push({ name: own, in: 'variable', required: false, schema: {}, inferred: true });
    inferred.push(own);
  }
  if (inferred.length > 0) {
    operation.report(
      'inferred-body-variable',
      `The body needs ${inferred.map((name) => `\`${name}\``).join(', ')}, declared nowhere; callers may give ${inferred.length > 1 ? 'them' : 'it'}.`,
      { key: 'body', fix: 'To say more of a value, declare it: `inputParameters: [{name, in: body, type}]`.' },
    );
  }
  return { parameters, body: { content, names } };
}

/** Of a name that is none of a parameter, the parameter it is a member of. */
function holderOf(name: string, parameters: readonly Parameter[]): string | undefined {
  const holders = compileName(name).readings.map(({ head }) => head);
  return holders.find((head) => parameters.some((parameter) => parameter.name === head));
}

function namesIn(content: RequestBody): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: Json): void => {
    if (typeof value === 'string') for (const name of templateNames(value)) names.add(name);
    else if (Array.isArray(value)) for (const item of value as readonly Json[]) visit(item);
    else if (isObject(value)) for (const [name, member] of Object.entries(value)) visit([name, member]);
  };
  switch (content.kind) {
    case 'json':
      visit(content.data);
      break;
    case 'text':
      visit(content.text);
      break;
    case 'form':
      visit(typeof content.fields === 'string' ? content.fields : [...content.fields].flat());
      break;
    case 'multipart':
      for (const { name, value, filename, contentType } of content.parts)
        visit([name, value, filename ?? '', contentType ?? '']);
      break;
    case 'unsupported':
  }
  return names;
}
