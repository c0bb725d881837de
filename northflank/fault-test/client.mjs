import { request } from 'node:http';

/**
 * Sends a request once.
 *
 * @param breakAfter milliseconds after which the client breaks the connection; undefined for never.
 * @returns the status and the JSON of the answer; undefined when the connection broke.
 */
export function send(url, { method = 'GET', headers = {}, body, breakAfter }) {
  return new Promise((resolve) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const sent = request(url, {
      method,
      headers: {
        ...headers,
        ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      },
    });
    const timer = breakAfter === undefined ? undefined : setTimeout(() => sent.destroy(), breakAfter);
    const end = (answer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    sent.on('error', () => end(undefined));
    sent.on('response', (response) => {
      let answer = '';
      response.on('data', (chunk) => (answer += chunk));
      response.on('error', () => end(undefined));
      response.on('close', () =>
        end(response.complete ? { status: response.statusCode, body: parse(answer) } : undefined),
      );
    });
    sent.end(text);
  });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
