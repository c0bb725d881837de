/** Requests over MCP, in either era of the protocol. */
import { isDeepStrictEqual } from 'node:util';
import { JOB_LIST } from '../servers/jobs.mjs';

/** @typedef {'2025-11-25' | '2026-07-28'} Revision */

/**
 * Sends the request once, checks its result in full, and yields a target that demands the same bytes of every answer.
 *
 * @param {string} url the MCP endpoint
 * @param {Revision} revision
 * @param {{ method: string, params: Record<string, unknown>, name?: string }} request `name` is what its `Mcp-Name` says
 * @param {(result: any) => boolean} isRight whether the result is what was asked for
 * @returns {Promise<import('./lane.mjs').Target>} rejects when it is not
 */
export async function mcpTarget(url, revision, { method, params, name }, isRight) {
  const request = {
    url,
    method: /** @type {const} */ ('POST'),
    headers: headersOf(revision, method, name),
    body: bodyOf(revision, method, params),
  };
  const answer = await fetch(url, request);
  const expected = await answer.text();
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${expected.slice(0, 300)}`);
  // JSON, or an event stream whose data is JSON
  const { result } = JSON.parse(/^data: (\{.*)$/m.exec(expected)?.[1] ?? expected);
  if (!result || result.isError || !isRight(result))
    throw new Error(`not the result that was asked for: ${expected.slice(0, 300)}`);
  return { ...request, expected };
}

/**
 * Lists the jobs by a tool that calls the upstream.
 *
 * @param {string} url @param {Revision} revision
 */
export function callListJobs(url, revision) {
  const params = { name: 'list-jobs-project', arguments: { projectId: 'default-project' } };
  const jobs = JSON.parse(JOB_LIST);
  return mcpTarget(
    url,
    revision,
    { method: 'tools/call', params, name: params.name },
    ({ structuredContent, content }) =>
      isDeepStrictEqual(structuredContent, jobs) && isDeepStrictEqual(JSON.parse(content[0].text), jobs),
  );
}

/** @param {Revision} revision @param {string} method @param {string | undefined} name @returns {Record<string, string>} */
function headersOf(revision, method, name) {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': revision,
  };
  if (revision === '2025-11-25') return headers;
  return { ...headers, 'mcp-method': method, ...(name && { 'mcp-name': name }) };
}

/** @param {Revision} revision @param {string} method @param {Record<string, unknown>} params */
function bodyOf(revision, method, params) {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': revision,
    'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1.0.0' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  return JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method,
    params: revision === '2025-11-25' ? params : { ...params, _meta },
  });
}
