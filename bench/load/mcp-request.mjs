/** Listing the jobs over MCP, in either era of the protocol. */
import { isDeepStrictEqual } from 'node:util';
import { JOB_LIST } from '../servers/jobs.mjs';

/** @typedef {'2025-11-25' | '2026-07-28'} Revision */

const CALL = { name: 'list-jobs-project', arguments: { projectId: 'default-project' } };

/**
 * Makes the call once, checks its result in full, and yields a target that demands the same bytes of every answer.
 *
 * @param {string} url the MCP endpoint
 * @param {Revision} revision
 * @returns {Promise<import('./worker.mjs').Target>} rejects when the result is not the upstream's job list
 */
export async function callListJobs(url, revision) {
  const request = { url, method: /** @type {const} */ ('POST'), headers: headersOf(revision), body: bodyOf(revision) };
  const answer = await fetch(url, request);
  const expected = await answer.text();
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${expected.slice(0, 300)}`);
  checkResult(expected);
  return { ...request, expected };
}

/** @param {Revision} revision @returns {Record<string, string>} */
function headersOf(revision) {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': revision,
  };
  return revision === '2025-11-25' ? headers : { ...headers, 'mcp-method': 'tools/call', 'mcp-name': CALL.name };
}

/** @param {Revision} revision */
function bodyOf(revision) {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': revision,
    'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1.0.0' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const params = revision === '2025-11-25' ? CALL : { ...CALL, _meta };
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
}

/** @param {string} text JSON, or an event stream whose data is JSON */
function checkResult(text) {
  const { result } = JSON.parse(/^data: (\{.*)$/m.exec(text)?.[1] ?? text);
  const jobs = JSON.parse(JOB_LIST);
  const complete =
    result &&
    !result.isError &&
    isDeepStrictEqual(result.structuredContent, jobs) &&
    isDeepStrictEqual(JSON.parse(result.content[0].text), jobs);
  if (!complete) throw new Error(`the tool's result is not the upstream's list: ${text.slice(0, 300)}`);
}
