/**
 * The floor: the least a Node proxy can do. node:http in front, an undici Pool behind, bytes through unparsed.
 *
 * Usage: node floor.mjs UPSTREAM-ORIGIN
 *
 * The relay uses undici's callback protocol with raw headers, which spares it an object of parsed ones.
 */
import { createServer } from 'node:http';
import { Pool } from 'undici';
import { API_KEY } from './jobs.mjs';
import { listen } from './listen.mjs';

const pool = new Pool(process.argv[2] ?? '', { connections: 32 });
const headers = { authorization: `Bearer ${API_KEY}` };

class Relay {
  /** @param {import('node:http').ServerResponse} response */
  constructor(response) {
    this.response = response;
    this.bytesLeft = -1;
  }

  onConnect() {}

  /** @param {number} status @param {Buffer[]} raw names and values in turn */
  onHeaders(status, raw) {
    const kept = [];
    for (let i = 0; i < raw.length; i += 2) {
      const name = raw[i].latin1Slice().toLowerCase();
      if (name !== 'content-type' && name !== 'content-length') continue;
      const value = raw[i + 1].latin1Slice();
      if (name === 'content-length') this.bytesLeft = Number(value);
      kept.push(name, value);
    }
    this.response.writeHead(status, kept);
    return true;
  }

  /** @param {Buffer} chunk */
  onData(chunk) {
    this.bytesLeft -= chunk.length;
    // Ending with the last chunk, not after it, saves a pass through the socket.
    if (this.bytesLeft === 0) this.response.end(chunk);
    else this.response.write(chunk);
    return true;
  }

  onComplete() {
    if (!this.response.writableEnded) this.response.end();
  }

  onError() {
    if (this.response.headersSent) this.response.destroy();
    else this.response.writeHead(502).end();
  }
}

const server = createServer((request, response) => {
  pool.dispatch({ path: request.url, method: request.method, headers, body: null }, new Relay(response));
});
listen(server, 'rest');
