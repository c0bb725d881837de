/** The API behind every subject: as little work as an HTTP server can do, so that the subject is what is measured. */
import { createServer } from 'node:http';
import { API_KEY, CREATED_JOB, JOB_LIST, JOBS_PATH, STARTED_RUN } from './jobs.mjs';
import { listen } from './listen.mjs';

const UNAUTHORIZED = '{"error":{"status":401,"message":"Unauthorized"}}';
const NOT_FOUND = '{"error":{"status":404,"message":"The requested route does not exist"}}';

/** @param {import('node:http').ServerResponse} response @param {number} status @param {string} body */
function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}

/** @param {import('node:http').IncomingMessage} request @returns {string | undefined} */
function bodyFor({ method, url = '' }) {
  const path = url.split('?', 1)[0];
  if (method === 'GET') return path === JOBS_PATH ? JOB_LIST : undefined;
  if (path === JOBS_PATH) return CREATED_JOB;
  return path?.startsWith(`${JOBS_PATH}/`) ? STARTED_RUN : undefined;
}

const server = createServer((request, response) => {
  if (request.headers.authorization !== `Bearer ${API_KEY}`) return answer(response, 401, UNAUTHORIZED);
  const body = bodyFor(request);
  if (body === undefined) return answer(response, 404, NOT_FOUND);
  if (request.method === 'GET') return answer(response, 200, body);
  request.resume().once('end', () => answer(response, 200, body));
});
// Longer than any pause of the harness, so that no subject meets a connection that is just being closed.
server.keepAliveTimeout = 300_000;
listen(server, 'upstream');
