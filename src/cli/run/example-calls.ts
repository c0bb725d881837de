import { splitPath } from '../../expression/placeholders.ts';
import type { RestRoute } from '../../expose/rest/router.ts';
import { exampleInputs } from '../bundled.ts';
import { clientHeaders } from './client-headers.ts';
import type { ShownDocument } from './shown-document.ts';

/** Up to three curl lines for a document's first REST server, with known values filled in and the rest in capitals to be replaced. */
export function exampleCalls({ program, sandbox, servers }: ShownDocument): readonly string[] {
  const known = exampleInputs(program.capability, sandbox !== undefined);
  const index = program.servers.findIndex(({ face }) => face.type === 'rest');
  const face = program.servers[index]?.face;
  const url = servers[index]?.url;
  if (face?.type !== 'rest' || url === undefined) return [];
  const headers = Object.entries(clientHeaders(program.servers[index]?.callers) ?? {});
  const shows = headers.map(([name, value]) => ` -H ${quoted(`${name}: ${value}`)}`).join('');
  return face.routes.slice(0, 3).map((route) => `${curl(url, route, known)}${shows}`);
}

function curl(base: string, route: RestRoute, known: ReturnType<typeof exampleInputs>): string {
  let position = 0;
  const path = splitPath(route.path)
    .map((part) => ('text' in part ? part.text : pathValue(route.placeholders[position++] ?? part.name, known)))
    .join('');
  const body = route.operation.inputs.find((input) => input.in === 'body' && input.required);
  const method = route.method === 'GET' || body ? '' : `-X ${route.method} `;
  const example = body && JSON.stringify(known[body.name] ?? {});
  const data =
    example === undefined
      ? ''
      : `${route.method === 'POST' ? '' : ` -X ${route.method}`} -H 'Content-Type: application/json' -d ${quoted(example)}`;
  const url = base + path;
  return `curl ${method}${/^[\w.~:/%+=@-]+$/.test(url) ? url : quoted(url)}${data}`;
}

/** For a shell, as one word that means nothing to it: a document can have any characters in its paths. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function pathValue(name: string, known: ReturnType<typeof exampleInputs>): string {
  const value = known[name];
  return typeof value === 'string'
    ? encodeURIComponent(value)
    : name.replaceAll(/[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
