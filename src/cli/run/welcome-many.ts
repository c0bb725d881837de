import type { RunningServer } from '../../runtime/start.ts';
import { exampleCalls } from './example-calls.ts';
import type { ShownDocument } from './shown-document.ts';
import { styler } from '../print/style.ts';
import { lastLines, mcpLines, titleLine, tryLines } from './welcome-lines.ts';

/** Up to so many ports are worth a line each. */
const mostPorts = 5;

/** For many documents: a summary, where the list is, and one of each kind to try. */
export function welcomeMany(shown: readonly ShownDocument[], index: string | undefined): readonly string[] {
  const style = styler(process.stdout);
  const servers = shown.flatMap((document) => document.servers);
  const operations = shown.flatMap(({ program }) => program.servers).reduce((sum, { bound }) => sum + bound.length, 0);
  const refusing = new Set(shown.filter(({ program }) => [...program.apis.values()].some((api) => api.blocked)));
  // What works is the better example.
  const examples = shown.toSorted((one, other) => Number(refusing.has(one)) - Number(refusing.has(other)));
  const [example] = examples.flatMap((document) => exampleCalls(document).slice(0, 1));
  const withMcp = examples.find((document) => document.servers.some(({ type }) => type === 'mcp'));
  return [
    titleLine(`${shown.length} capabilities with ${operations} operations`),
    '',
    ...(index === undefined ? [] : [`  ${style('cyan', index)} lists what is where, for people and as JSON`]),
    ...portLines(servers),
    ...(refusing.size === 0 ? [] : [`  ${refusing.size} of them refuse calls, for want of a key or an address`]),
    ...tryLines(example === undefined ? [] : [example]),
    ...mcpLines(withMcp ? [withMcp] : [], shown),
    ...lastLines(shown),
  ];
}

/** `REST  http://127.0.0.1:8080  1000 servers` */
function portLines(servers: readonly RunningServer[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { type, url } of servers) {
    const place = `${type.toUpperCase().padEnd(5)} ${new URL(url).origin}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const lines = [...counts].map(([place, count]) => `  ${place}  ${count} server${count === 1 ? '' : 's'}`);
  const more = lines.length - mostPorts;
  return more > 0 ? [...lines.slice(0, mostPorts), `  and ${more} more ports`] : lines;
}
