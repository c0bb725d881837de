/**
 * Listens on a free port of 127.0.0.1 and says so on stdout in the form of Capstan's own ready line, so that
 * the harness starts every subject the same way.
 *
 * @param {import('node:http').Server} server
 * @param {string} type what the ready line calls this server
 * @param {string} path appended to the announced URL
 */
export function listen(server, type, path = '') {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('listening on something other than a port');
    const url = `http://127.0.0.1:${address.port}${path}`;
    process.stdout.write(`${JSON.stringify({ event: 'ready', servers: [{ namespace: type, type, url }] })}\n`);
  });
}
