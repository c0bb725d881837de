import { existsSync } from 'node:fs';
import type { Capability } from '../../capability/model.ts';
import type { Diagnostic } from '../../problem/diagnostic.ts';
import { closestName } from '../../json/closest-name.ts';
import { UnreadableText } from '../../document/read-text.ts';
import type { Program } from '../../runtime/compile/program.ts';
import { compile } from '../../runtime/compile/compile.ts';
import { load, type Loaded } from '../../runtime/load.ts';
import { createVariables } from '../../runtime/variables.ts';
import {
  acceptedKey,
  bundledFiles,
  bundledNames,
  decorationOf,
  findBundled,
  sandboxedNamespaces,
  startLocalSandbox,
  type LocalSandbox,
} from '../bundled.ts';
import type { DocumentOptions } from './document-options.ts';
import { CommandError, usageError } from '../exit.ts';
import { misspeltVariable } from './misspelt-variable.ts';

/** A document named on the command line, loaded and compiled. */
export interface Opened {
  readonly loaded: Loaded;
  /** Undefined when there is no document to be had. */
  readonly program: Program | undefined;
  readonly sandbox: LocalSandbox | undefined;
  /** What the user's settings come to, of a capability that has any; a line each. */
  readonly settings: readonly string[];
  /** Of the document and of its compilation. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The largest upstream answer that is held in memory, in bytes. */
const maxAnswerBytes = 16 * 1024 * 1024;

export interface OpenOptions {
  /** Whether calls will be made, so that a sandbox is of use. */
  readonly calls: boolean;
  /** A sandbox that already runs, to be used again. */
  readonly sandbox?: LocalSandbox;
  /** Whether the options are for several documents: then those that name what this one has not are for another. */
  readonly several?: boolean;
}

/**
 * Loads and compiles a document, and starts its sandbox where that is wanted.
 *
 * @param name a file, a URL, `-`, or the name of a capability that comes with Capstan.
 */
export async function openDocument(
  name: string,
  options: DocumentOptions,
  { calls, sandbox: running, several = false }: OpenOptions,
): Promise<Opened> {
  const bundled = existsSync(name) ? undefined : findBundled(name);
  const loaded = await loadNamed(name, options, { bundled, several });
  const { capability } = loaded;
  if (!capability)
    return { loaded, program: undefined, sandbox: undefined, settings: [], diagnostics: loaded.diagnostics };

  const given = new Map([...acceptedKey(capability, options.environment), ...options.variables]);
  const baseUris = spread('--base-uri', options.baseUris, { ...capability, several });
  // Before the sandbox: what cannot be used must leave nothing running.
  const read = (variable: string): string | undefined => given.get(variable) ?? options.environment[variable];
  const decoration = await decorationOf(bundled, read, calls);
  const wanted =
    calls &&
    wantsSandbox(capability, { bundled: bundled !== undefined, several }, { ...options, baseUris, variables: given });
  const sandbox = wanted ? (running ?? (await startLocalSandbox(capability))) : undefined;
  const program = compile(capability, loaded, {
    given: new Map([...given, ...(sandbox?.variables ?? [])]),
    environment: options.environment,
    baseUris: new Map([...baseUris, ...(sandbox?.baseUris ?? [])]),
    contractMode: options.contractMode,
    timeout: options.timeout,
    maxAnswerBytes,
    decorate: decoration?.decorate,
  });
  const misspelt = several || decoration ? undefined : misspeltVariable(options.variables, program);
  if (misspelt !== undefined) {
    await program.close();
    await sandbox?.close();
    throw usageError(misspelt);
  }
  const diagnostics = [...loaded.diagnostics, ...program.diagnostics];
  return { loaded, program, sandbox, settings: decoration?.settings ?? [], diagnostics };
}

async function loadNamed(
  name: string,
  options: DocumentOptions,
  { bundled, several }: { readonly bundled: ReturnType<typeof findBundled>; readonly several: boolean },
): Promise<Loaded> {
  const files = bundled && bundledFiles(bundled);
  const overlays = [...(files?.overlays ?? []), ...options.overlays];
  const contracts = (capability: Capability): ReadonlyMap<string, string> =>
    new Map([
      ...(files ? capability.consumes.map(({ namespace }) => [namespace, files.contract] as const) : []),
      ...spread('--contract', options.contracts, { ...capability, several }),
    ]);
  try {
    return await load(files?.document ?? name, { overlays, contracts, allowedFolders: options.allowedFolders });
  } catch (error) {
    throw error instanceof UnreadableText ? new CommandError(`${error.message}${perhapsMeant(name)}`) : error;
  }
}

/** Those that come with Capstan are named without a file. */
function perhapsMeant(name: string): string {
  const meant = closestName(name, bundledNames);
  return meant === undefined || meant === name ? '' : ` Did you mean ${meant}, which comes with Capstan?`;
}

/** Puts a bare value under the one namespace there is. */
function spread(
  option: string,
  given: ReadonlyMap<string, string>,
  { consumes, several }: Pick<Capability, 'consumes'> & { readonly several: boolean },
): ReadonlyMap<string, string> {
  const known = new Set(consumes.map(({ namespace }) => namespace));
  const pairs = new Map<string, string>();
  for (const [namespace, value] of given) {
    if (namespace !== '*') {
      if (!known.has(namespace) && several) continue;
      if (!known.has(namespace))
        throw usageError(
          `${option}: no API is consumed as \`${namespace}\`. There is ${[...known].join(', ') || 'none'}.`,
        );
      pairs.set(namespace, value);
      continue;
    }
    const [only] = known;
    if (only === undefined && several) continue;
    if (only === undefined) throw usageError(`${option}: the document consumes no API.`);
    if (known.size > 1)
      throw usageError(
        `${option} needs to say for which API: ${option} NAMESPACE=… with one of ${[...known].join(', ')}.`,
      );
    pairs.set(only, value);
  }
  return pairs;
}

/** The sandbox is for the capability that comes with Capstan while there is no key, and for any other when asked for. */
function wantsSandbox(
  capability: Capability,
  { bundled, several }: { readonly bundled: boolean; readonly several: boolean },
  options: DocumentOptions,
): boolean {
  const namespaces = sandboxedNamespaces(capability);
  if (options.sandbox === true) {
    if (namespaces.length === 0 && several) return false;
    if (namespaces.length === 0)
      throw usageError('--sandbox: this document consumes nothing that the Northflank sandbox could stand in for.');
    const replaced = namespaces.find((namespace) => options.baseUris.has(namespace));
    if (replaced !== undefined)
      throw usageError(`--sandbox and --base-uri both say where ${replaced} is. Use one of them.`);
    return true;
  }
  if (options.sandbox === false || !bundled || namespaces.some((namespace) => options.baseUris.has(namespace)))
    return false;
  const variables = createVariables(capability.binds, new Map(), {
    given: options.variables,
    environment: options.environment,
  });
  const keys = capability.binds.flatMap(({ keys: own }) => [...own.keys()]);
  return keys.every((key) => variables.get(key) === undefined);
}
