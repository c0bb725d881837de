import type { Expose } from '../model.ts';
import type { Reader } from '../reader.ts';
import type { Scope } from '../scope.ts';
import { readMcp } from './mcp.ts';
import { readRest } from './rest.ts';
import { readServer } from './server.ts';

/** The servers a capability asks for; kinds that cannot be served are reported and left out. */
export function readExposes(capability: Reader, scope: Scope): readonly Expose[] {
  const exposes = capability.entries('exposes').flatMap(({ reader }): readonly Expose[] => {
    if (reader.has('import')) return []; // it could not be resolved, which was said then
    const type = reader.requiredText('type').toLowerCase();
    if (type === 'rest' || type === 'api') {
      const server = readServer(reader, 8080);
      return server ? [readRest(reader, server, scope)] : [];
    }
    if (type === 'mcp') {
      const server = readServer(reader, 9090);
      return server ? [readMcp(reader, server, scope)] : [];
    }
    reader.report(
      'unsupported',
      `The server ${reader.text('namespace') ?? reader.path} is of type \`${type}\`, which this release cannot serve; it is left out.`,
      { key: 'type', fix: 'Servers are of type rest or mcp.' },
    );
    return [];
  });
  reportNothing(capability);
  return exposes;
}

/** A document without the key is there for others; with the key and nothing below it, something is missing. */
function reportNothing(capability: Reader): void {
  if (!capability.has('exposes')) {
    capability.report('no-servers', 'The document exposes nothing: it has parts for others to import.', {
      severity: 'note',
      fix: 'To run it by itself, add an `exposes:` entry of type rest or mcp.',
    });
  } else if (capability.entries('exposes').every(({ reader }) => isEmpty(reader))) {
    capability.report('no-servers', 'The document exposes nothing that can be served.', {
      key: 'exposes',
      fix: 'Write an entry of type rest or mcp below `exposes:`.',
    });
  }
}

/** Whether a server has nothing written in it, as where a document was cut off. */
function isEmpty(server: Reader): boolean {
  const isImport = server.has('import');
  const isKnown = ['rest', 'api', 'mcp'].includes(server.text('type')?.toLowerCase() ?? '');
  if (isImport || !isKnown || ['tools', 'prompts'].some((key) => server.entries(key).length > 0)) return false;
  return server
    .entries('resources')
    .every(({ reader }) => !['operations', 'forward', 'uri'].some((key) => reader.has(key)));
}
