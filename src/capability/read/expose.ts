import type { Consume, Expose } from '../model.ts';
import type { Reader } from '../reader.ts';
import { readMcp } from './mcp.ts';
import { readRest } from './rest.ts';

/** The servers a capability asks for; kinds this release cannot serve are reported and left out. */
export function readExposes(capability: Reader, consumes: readonly Consume[]): readonly Expose[] {
  const exposes = capability.entries('exposes').flatMap(({ reader }): readonly Expose[] => {
    const type = reader.requiredText('type');
    // Serving it without the check its author asked for would open what was meant to be closed.
    if (reader.has('authentication')) {
      reader.report(
        'unsupported',
        `\`${reader.path}\` asks its callers to authenticate, which this release cannot check; it is left out.`,
        { key: 'authentication', fix: 'Remove `authentication:` here to serve it to this machine without a check.' },
      );
      return [];
    }
    if (type === 'rest' || type === 'api') return [readRest(reader, consumes)];
    if (type === 'mcp') return readMcp(reader, consumes);
    reader.report(
      'unsupported',
      `\`${reader.path}\` exposes \`${type}\`, which this release cannot serve; it is left out.`,
      { key: 'type' },
    );
    return [];
  });
  if (exposes.length === 0) {
    capability.report('no-servers', 'The document exposes nothing that can be served.', {
      fix: 'Add an `exposes:` entry of type rest or mcp.',
    });
  }
  return exposes;
}
