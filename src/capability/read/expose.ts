import type { Expose } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';
import type { Scope } from '../scope.ts';
import { readMcp } from './mcp.ts';
import { readRest } from './rest.ts';
import { readServer } from './server.ts';
import { readSkillServer } from './skill.ts';

/**
 * The servers a capability asks for; kinds that cannot be served are reported and left out.
 *
 * @param parts of the document that may have some, the capability first.
 */
export function readExposes(parts: readonly Reader[], scope: Scope): readonly Expose[] {
  const entries = parts.flatMap((part) => part.entries('exposes'));
  const callable = new Map(entries.map((entry) => [entry, isSkill(entry) ? undefined : readCallable(entry, scope)]));
  const others = [...callable.values()].flatMap((server) => server ?? []);
  // Skills tell of what the other servers have, wherever these are written.
  const exposes = entries.flatMap((entry) => {
    const server = isSkill(entry) ? readServer(entry, 9091) : undefined;
    return callable.get(entry) ?? (server && readSkillServer(entry.reader, server, others)) ?? [];
  });
  reportNothing(
    parts,
    entries.map(({ reader }) => reader),
  );
  return exposes;
}

function isSkill({ reader }: Entry): boolean {
  const type = reader.value('type');
  return typeof type === 'string' && type.toLowerCase() === 'skill' && !reader.has('import');
}

/** A server whose operations can be called. */
function readCallable(entry: Entry, scope: Scope): Expose | undefined {
  const { reader } = entry;
  if (reader.has('import')) return undefined; // it could not be resolved, which was said then
  const type = reader.requiredText('type').toLowerCase();
  if (type === 'rest' || type === 'api') {
    const server = readServer(entry, 8080);
    return server && readRest(reader, server, scope);
  }
  if (type === 'mcp') {
    const server = readServer(entry, 9090);
    return server && readMcp(reader, server, scope);
  }
  reader.report(
    'unsupported',
    `The server ${reader.text('namespace') ?? reader.path} is of type \`${type}\`, which this release cannot serve; it is left out.`,
    { key: 'type', fix: 'Servers are of type rest, mcp or skill.' },
  );
  return undefined;
}

/** A document without the key is there for others; with the key and nothing below it, something is missing. */
function reportNothing(parts: readonly Reader[], servers: readonly Reader[]): void {
  const exposing = parts.find((part) => part.has('exposes'));
  if (!exposing) {
    parts[0]?.report('no-servers', 'The document exposes nothing: it has parts for others to import.', {
      severity: 'note',
      fix: 'To run it by itself, add an `exposes:` entry of type rest, mcp or skill.',
    });
  } else if (servers.every(isEmpty)) {
    exposing.report('no-servers', 'The document exposes nothing that can be served.', {
      key: 'exposes',
      fix: 'Write an entry of type rest, mcp or skill below `exposes:`.',
    });
  }
}

/** Whether a server has nothing written in it, as where a document was cut off. */
function isEmpty(server: Reader): boolean {
  const isImport = server.has('import');
  const isKnown = ['rest', 'api', 'mcp', 'skill'].includes(server.text('type')?.toLowerCase() ?? '');
  if (isImport || !isKnown || ['tools', 'prompts', 'skills'].some((key) => server.entries(key).length > 0))
    return false;
  return server
    .entries('resources')
    .every(({ reader }) => !['operations', 'forward', 'uri'].some((key) => reader.has(key)));
}
