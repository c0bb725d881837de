import { fileURLToPath } from 'node:url';
import {
  northflank,
  UnusableSettings,
  type Decoration,
  type NorthflankCapability,
  type Sandbox,
  type SandboxOptions,
} from '../../northflank/index.ts';
import type { Capability } from '../capability/model.ts';
import type { Json } from '../json/json.ts';
import { templateNames } from '../expression/template.ts';
import { CommandError } from './exit.ts';

/** A capability that comes with Capstan; this file is the one place where Capstan knows of any. */
export type Bundled = NorthflankCapability;

export const defaultDocument = northflank.capabilities[0].name;

export const bundledNames = northflank.capabilities.map(({ name }) => name);

/** @returns the capability that comes with Capstan under this name. */
export function findBundled(name: string): Bundled | undefined {
  return northflank.capabilities.find((one) => one.name === name);
}

export function bundledFiles(bundled: Bundled): {
  readonly document: string;
  readonly overlays: readonly string[];
  readonly contract: string;
} {
  return {
    document: fileURLToPath(bundled.document),
    overlays: bundled.overlays.map((overlay) => fileURLToPath(overlay)),
    contract: fileURLToPath(bundled.contract),
  };
}

/**
 * What a bundled capability does beyond its document, by the variables the user has set.
 *
 * @throws CommandError when one of them cannot be used.
 */
export async function decorationOf(
  bundled: Bundled | undefined,
  read: (name: string) => string | undefined,
  calls: boolean,
): Promise<Decoration | undefined> {
  try {
    return await bundled?.decorate?.(read, calls);
  } catch (error) {
    throw error instanceof UnusableSettings ? new CommandError(error.message) : error;
  }
}

/** The sandbox that stands in for an API, started inside this process. */
export interface LocalSandbox {
  readonly url: string;
  /** What to call with: the sandbox's address and its token in place of the document's. */
  readonly baseUris: ReadonlyMap<string, string>;
  readonly variables: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** Which of a capability's consumed APIs the sandbox can stand in for. */
export function sandboxedNamespaces(capability: Capability): readonly string[] {
  return capability.consumes.filter(isUpstream).map(({ namespace }) => namespace);
}

/**
 * Other names under which people keep the key a capability needs: the value of the first that is set, for the key's own.
 */
export function acceptedKey(
  capability: Capability,
  environment: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, string> {
  const { name, alternatives } = northflank.key;
  if (environment[name] || !capability.consumes.some(isUpstream)) return new Map();
  const value = alternatives.map((alternative) => environment[alternative]).find(Boolean);
  return new Map(value === undefined ? [] : [[name, value]]);
}

export async function startLocalSandbox(capability: Capability): Promise<LocalSandbox> {
  const sandbox = await startSandbox({ rateLimit: 0 });
  const consumes = capability.consumes.filter(isUpstream);
  const names = consumes.flatMap(({ authentication }) =>
    authentication?.type === 'bearer' ? templateNames(authentication.token) : [],
  );
  return {
    url: sandbox.url,
    baseUris: new Map(consumes.map(({ namespace, baseUri }) => [namespace, sandbox.url + new URL(baseUri).pathname])),
    variables: new Map(names.map((name) => [name, northflank.sandbox.token])),
    close: () => sandbox.close(),
  };
}

function isUpstream({ baseUri }: { readonly baseUri: string }): boolean {
  return URL.canParse(baseUri) && new URL(baseUri).origin === northflank.upstream;
}

/** The sandbox alone, as `capstan sandbox` serves it. */
export function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  return northflank.sandbox.start({ acceptSingularRun: true, ...options });
}

/** Values for the example calls: real ones where the sandbox answers, elsewhere only what is true of any account. */
export function exampleInputs(capability: Capability, inSandbox: boolean): Readonly<Record<string, Json>> {
  if (sandboxedNamespaces(capability).length === 0) return {};
  const { body, ...rest } = northflank.examples;
  return inSandbox ? { body, ...rest } : { body };
}
