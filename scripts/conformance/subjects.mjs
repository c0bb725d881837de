/** The servers that are judged. */
import { newerNode } from '../judges/newer-node.mjs';
import { serve, serveNorthflank } from '../judges/served.mjs';

/**
 * @typedef {object} Subject
 * @property {string} name
 * @property {string} namespace of its MCP server
 * @property {() => ReturnType<typeof serve>} start
 * @property {Readonly<Record<string, readonly string[] | 'all'>>} scenarios that must be green, by revision
 * @property {Readonly<Record<string, string>>} excuses why a check cannot pass, by its id, or a scenario finds nothing to
 *   check, by its name
 */

/** @type {readonly Subject[]} */
export const subjects = [
  {
    name: 'Everything (test/conformance)',
    namespace: 'everything',
    // Its sources are TypeScript, which the newer Node reads as it is.
    start: async () => serve([await newerNode(), 'test/conformance/serve.ts']),
    scenarios: { '2026-07-28': 'all', '2025-11-25': 'all' },
    excuses: {
      'tasks-status-notifications': 'The suite never makes this check: it is yet to be written there.',
      'server-sse-polling':
        'It is about servers that end a stream before the answer, to be asked for it later. Capstan ends none before the answer.',
    },
  },
  {
    name: 'Northflank Jobs, in its sandbox',
    namespace: 'northflank-jobs-mcp',
    start: serveNorthflank,
    // All that ask for no tool, prompt or resource of a certain name.
    scenarios: {
      '2026-07-28': [
        'server-stateless',
        'tools-list',
        'server-sse-multiple-streams',
        'dns-rebinding-protection',
        'input-required-result-unsupported-methods',
        'input-required-result-validate-input',
        'http-header-validation',
      ],
      '2025-11-25': [
        'server-initialize',
        'logging-set-level',
        'ping',
        'tools-list',
        'server-sse-multiple-streams',
        'dns-rebinding-protection',
        'server-session-lifecycle',
      ],
    },
    excuses: {
      'sep-2575-server-rejects-undeclared-capability':
        'It calls test_missing_capability, which is no tool of this server.',
      'sep-2575-missing-capability-http-400': 'It calls test_missing_capability, which is no tool of this server.',
      'sep-2575-http-server-no-independent-requests-on-stream':
        'It calls test_streaming_elicitation, which is no tool of this server.',
      'sep-2575-server-no-log-without-loglevel': 'It calls test_logging_tool, which is no tool of this server.',
      'sep-2575-server-sends-tools-list-changed-on-subscription':
        'It calls test_trigger_tool_change, which is no tool of this server.',
      'sep-2575-server-sends-prompts-list-changed-on-subscription': 'This server has no prompts.',
    },
  },
];
