/**
 * Reads one HTTP/1.1 response out of what has arrived (RFC 9112: a body of known length, or in chunks).
 *
 * @param {Buffer} received
 * @returns {{ status: number, headLength: number, body: Buffer } | undefined} undefined while it is incomplete
 */
export function readResponse(received) {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = received.latin1Slice(0, end).toLowerCase();
  const headLength = end + 4;
  const rest = received.subarray(headLength);
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  const body = length === undefined ? joinChunks(rest) : rest.length >= Number(length) ? rest : undefined;
  return body && { status: Number(head.slice(9, 12)), headLength, body };
}

/** @param {Buffer} rest @returns {Buffer | undefined} undefined before the last chunk */
function joinChunks(rest) {
  const chunks = [];
  for (let at = 0; ;) {
    const lineEnd = rest.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(rest.latin1Slice(at, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (rest.length < next) return undefined;
    if (!(size > 0)) return Buffer.concat(chunks);
    chunks.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
}
