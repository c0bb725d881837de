import { connect } from 'node:net';
import { expect, short } from '../drive/expect.mjs';

/**
 * Calls an operation over a socket of its own, byte for byte as it is given here.
 *
 * @param values of its inputs, as JSON texts.
 * @returns whether it was refused, and `sent`, the values that were given, where a request line has only texts.
 */
export async function callRest(server, operation, values) {
  if (operation === 'request') return callRequest(server, values);
  const members = Object.entries(values).map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  const body = operation === 'whole' ? (values.body ?? '') : `{${members.join(',')}}`;
  const length = `content-length: ${Buffer.byteLength(body)}\r\n`;
  const answer = await exchange(server, `POST /${operation} HTTP/1.1\r\n${length}content-type: application/json`, body);
  return { isRefused: isRefused(answer) };
}

async function callRequest(server, values) {
  const sent = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, asText(JSON.parse(text))]));
  const { whole = '', part = '', cookie, 'X-Header': header } = sent;
  const query = ['query', 'odd[name]', '__proto__']
    .filter((name) => Object.hasOwn(sent, name))
    .map((name) => `${encode(name)}=${encode(sent[name])}`);
  const head = [
    `GET /request/${encode(whole)}/${encode(part)}${query.length > 0 ? `?${query.join('&')}` : ''} HTTP/1.1`,
    ...(cookie === undefined ? [] : [`cookie: cookie=${encode(cookie)}`]),
    ...(header === undefined ? [] : [`x-header: ${header}`]),
  ];
  // Of a header that ends early the rest is another one, or no HTTP at all.
  if (/[^\t -~\u0080-\u00FF]/.test(header ?? '')) return { isRefused: true };
  return { isRefused: isRefused(await exchange(server, head.join('\r\n'), '')), sent };
}

/** What is no half of a character, for that has no encoding. */
const asText = (value) =>
  (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll(/\p{Surrogate}/gu, '\uFFFD');
const encode = (text) => encodeURIComponent(text);

function isRefused({ status, text }) {
  expect(status !== 500, () => `The answer is ${short(text)}`);
  return status !== 200;
}

function exchange(server, head, body) {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) });
    const chunks = [];
    socket.setTimeout(10_000, () => socket.destroy(new Error('No answer within ten seconds.')));
    socket.on('error', reject);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', () => {
      const text = Buffer.concat(chunks).toString();
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]), text });
    });
    socket.write(`${head}\r\nhost: ${hostname}:${port}\r\nconnection: close\r\n\r\n`, 'latin1');
    socket.write(body);
  });
}
