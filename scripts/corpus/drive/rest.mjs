import { splitPlaceholders } from '../document/names.mjs';
import { asText } from '../expect/templates.mjs';
import { callersCredentials } from './credentials.mjs';
import { put } from './put.mjs';
import { parseJson, send } from './send.mjs';

/**
 * Calls a REST operation.
 *
 * @param place where the caller gives each input, see `placeInputs`. @param surface what the server's OpenAPI description
 *   says of it, where the document leaves that open.
 * @returns `{status, code, text}`; a code only when Capstan refused.
 */
export async function callRest(server, entry, { values, place, surface, variables, timeout }) {
  const credentials = callersCredentials(entry.authentication, variables);
  const target = {
    path: fillPath(entry.path, place.feeds, values),
    query: [],
    headers: {},
    cookies: [],
  };
  const members = {};
  let whole;
  for (const [name, value] of values) {
    const location = place.locations.get(name);
    switch (location === 'anywhere' || location === 'body' ? surface.locationOf(name, location) : location) {
      case 'path':
        break;
      case 'header':
        if (name.toLowerCase() === 'cookie') target.cookies.unshift(asText(value));
        else target.headers[name] = [value].flat().map(asText).join(',');
        break;
      case 'cookie':
        target.cookies.push(`${encodeURIComponent(name)}=${encodeURIComponent(asText(value))}`);
        break;
      case 'body':
        if (surface.isWholeBody(name)) whole = { value };
        else put(members, surface.memberPath(name), value);
        break;
      default:
        target.query.push(
          ...[value].flat().map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(asText(one))}`),
        );
    }
  }
  const body = whole
    ? JSON.stringify(whole.value)
    : Object.keys(members).length > 0
      ? JSON.stringify(members)
      : undefined;
  const answer = await send(server.url, {
    method: entry.method,
    path: withQuery(target.path, [...credentials.query, ...target.query]),
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(target.cookies.length > 0 && { cookie: target.cookies.join('; ') }),
      ...target.headers,
      ...credentials.headers,
    },
    body,
    timeout,
  });
  const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json');
  const problem = isProblem ? parseJson(answer.text) : undefined;
  // Without a body only the status tells of a refusal.
  const unsaid = entry.method === 'HEAD' && answer.status >= 400 ? `status-${answer.status}` : undefined;
  return { status: answer.status, code: problem?.code ?? unsaid, detail: problem?.detail, text: answer.text };
}

function fillPath(path, feeds, values) {
  let position = 0;
  const filled = splitPlaceholders(path)
    .map((part) => {
      if ('text' in part) return part.text.replaceAll(/[^\w\-.~!$&'()*+,;=:@/%?]+/g, encodeURIComponent);
      return encodeURIComponent(asText(values.get(feeds[position++]) ?? 'unused'));
    })
    .join('');
  return filled.startsWith('/') ? filled : `/${filled}`;
}

function withQuery(path, pairs) {
  if (pairs.length === 0) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}
