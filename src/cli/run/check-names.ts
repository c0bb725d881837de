import type { Capability, Expose } from '../../capability/model.ts';
import type { DocumentOptions } from '../documents/document-options.ts';
import { usageError } from '../exit.ts';
import { programsOf, type OpenedDocument } from '../documents/open-documents.ts';
import { checkBarePort } from './ports.ts';

/**
 * Options that name a namespace are for the documents that have it.
 *
 * @throws CommandError when none has. While a document cannot be read, it may be the one that was meant.
 */
export function checkNames(
  documents: readonly OpenedDocument[],
  options: DocumentOptions,
  { ports, confirm }: { readonly ports: ReadonlyMap<string, number>; readonly confirm: readonly string[] },
): void {
  const capabilities = programsOf(documents).map(({ capability }) => capability);
  const consumed = namespaces(capabilities, ({ consumes }) => consumes);
  const exposed = namespaces(capabilities, ({ exposes }) => exposes);
  checkBarePort(ports, exposed);
  if (documents.some(({ opened }) => !opened?.program)) return;
  const unknown = (given: ReadonlyMap<string, unknown>, known: ReadonlySet<string>): string | undefined =>
    [...given.keys()].find((name) => name !== '*' && !known.has(name));
  for (const [option, given] of [
    ['--base-uri', options.baseUris],
    ['--contract', options.contracts],
  ] as const) {
    const name = unknown(given, consumed);
    if (name !== undefined)
      throw usageError(`${option}: no API is consumed as \`${name}\`. There is ${list(consumed)}.`);
  }
  const name = unknown(ports, exposed);
  if (name !== undefined) throw usageError(`--port: no server is exposed as \`${name}\`. There is ${list(exposed)}.`);
  const tools = new Set(capabilities.flatMap(({ exposes }) => exposes.flatMap(toolNames)));
  const tool = confirm.find((one) => one !== '*' && !tools.has(one));
  // A policy for a tool that is not there would leave the tool that was meant without one.
  if (tool !== undefined) throw usageError(`--confirm: there is no tool \`${tool}\`. There is ${list(tools)}.`);
  if (options.sandbox === true && !documents.some(({ opened }) => opened?.sandbox))
    throw usageError('--sandbox: no document consumes anything that the Northflank sandbox could stand in for.');
}

function toolNames(expose: Expose): readonly string[] {
  return expose.type === 'mcp' ? expose.tools.map(({ name }) => name) : [];
}

function namespaces(
  capabilities: readonly Capability[],
  of: (capability: Capability) => readonly { readonly namespace: string }[],
): ReadonlySet<string> {
  return new Set(capabilities.flatMap((capability) => of(capability).map(({ namespace }) => namespace)));
}

/** Of thousands of names, some tell what they look like. */
function list(names: ReadonlySet<string>): string {
  const some = [...names].slice(0, 10);
  const more = names.size - some.length;
  return `${some.join(', ') || 'none'}${more > 0 ? ` and ${more} more` : ''}`;
}
