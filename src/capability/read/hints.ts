import { callsOf } from '../calls.ts';
import type { Flow, Hints } from '../model.ts';
import type { Reader } from '../reader.ts';

/** What an aggregate's flow says of itself, whatever protocol it is served over. */
export interface Semantics {
  readonly safe: boolean | undefined;
  readonly idempotent: boolean | undefined;
}

export function readSemantics(flow: Reader): Semantics | undefined {
  const semantics = flow.child('semantics');
  return semantics && { safe: semantics.flag('safe'), idempotent: semantics.flag('idempotent') };
}

/**
 * The document's hints are trusted, then the semantics of the flow it refers to; what they leave open is decided from the
 * methods it calls upstream with.
 */
export function readHints(tool: Reader, flow: Flow, semantics: Semantics | undefined): Hints {
  const written = tool.child('hints');
  const methods = callsOf(flow).map(({ call }) => call.method);
  const only = (...allowed: readonly string[]): boolean => methods.every((method) => allowed.includes(method));
  const readOnly = written?.flag('readOnly') ?? semantics?.safe ?? only('GET', 'HEAD');
  return {
    readOnly,
    destructive: written?.flag('destructive') ?? !readOnly,
    idempotent:
      written?.flag('idempotent') ?? semantics?.idempotent ?? (readOnly || only('GET', 'HEAD', 'PUT', 'DELETE')),
    openWorld: written?.flag('openWorld') ?? flow.kind !== 'mock',
  };
}
