import type { Hints } from '../model.ts';
import type { Reader } from '../reader.ts';

/** The document's hints are trusted; what they leave open is decided from the method the operation calls upstream with. */
export function readHints(tool: Reader, method: string): Hints {
  const written = tool.child('hints');
  const readOnly = written?.flag('readOnly') ?? (method === 'GET' || method === 'HEAD');
  return {
    readOnly,
    destructive: written?.flag('destructive') ?? !readOnly,
    idempotent: written?.flag('idempotent') ?? (readOnly || method === 'PUT' || method === 'DELETE'),
    openWorld: written?.flag('openWorld') ?? true,
  };
}
