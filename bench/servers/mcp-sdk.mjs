/**
 * The same three tools on the official MCP SDK v2, as its documentation builds them: one McpServer a request, stateless,
 * both eras. What could be done once is done once (schemas, connection pool), the upstream client is the fastest of the usual
 * ones, and answers are plain JSON where the SDK lets us choose.
 *
 * Usage: node mcp-sdk.mjs UPSTREAM-ORIGIN
 */
import { createServer } from 'node:http';
import { localhostHostValidation, localhostOriginValidation, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { Pool } from 'undici';
import { API_KEY } from './jobs.mjs';
import { listen } from './listen.mjs';
import { createJobInput, listJobsInput, listJobsOutput, resultOutput, runJobInput } from './mcp-sdk-schemas.mjs';

const pool = new Pool(process.argv[2] ?? '', { connections: 32 });
const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };

/** @param {'GET' | 'POST'} method @param {string} path @param {unknown} [body] */
async function callUpstream(method, path, body) {
  const sent = body === undefined ? null : JSON.stringify(body);
  const response = await pool.request({ method, path: `/v1/projects/${path}`, headers, body: sent });
  const text = await response.body.text();
  const content = [{ type: /** @type {const} */ ('text'), text }];
  return response.statusCode < 400 ? { content, structuredContent: JSON.parse(text) } : { content, isError: true };
}

const segment = encodeURIComponent;

function createJobsServer() {
  const server = new McpServer({ name: 'northflank-jobs', version: '1.0.0' });
  server.registerTool(
    'list-jobs-project',
    {
      description: 'List jobs in a project',
      inputSchema: listJobsInput,
      outputSchema: listJobsOutput,
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    },
    ({ projectId }) => callUpstream('GET', `${segment(projectId)}/jobs`),
  );
  server.registerTool(
    'create-job',
    {
      description: 'Create a job',
      inputSchema: createJobInput,
      outputSchema: resultOutput,
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    },
    ({ projectId, body }) => callUpstream('POST', `${segment(projectId)}/jobs`, body),
  );
  server.registerTool(
    'run-job',
    {
      description: 'Run a job',
      inputSchema: runJobInput,
      outputSchema: resultOutput,
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    },
    ({ projectId, jobId, body }) =>
      callUpstream('POST', `${segment(projectId)}/jobs/${segment(jobId)}/runs`, body ?? {}),
  );
  return server;
}

const handle = toNodeHandler(createMcpHandler(createJobsServer, { legacy: 'stateless', responseMode: 'json' }));
const hostIsLocal = localhostHostValidation();
const originIsLocal = localhostOriginValidation();

const server = createServer((request, response) => {
  if (hostIsLocal(request, response) && originIsLocal(request, response)) void handle(request, response);
});
listen(server, 'mcp', '/mcp');
