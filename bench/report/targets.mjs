/** What Capstan is to reach, and whether it did in this run. Informs, never gates. */

/**
 * @typedef {object} Report everything one run found
 * @property {import('../measure/summary.mjs').Row[]} load
 * @property {{ id: string, label: string, bootMs: number, boots: number[], idleMb: number }[]} standstill
 * @property {({ id: string, label: string } & import('../measure/soak.mjs').Soak)[]} soak
 * @property {{ label: string, reason: string, absent: boolean }[]} missing
 *
 * @typedef {object} Verdict
 * @property {string} what
 * @property {number} limit
 * @property {number | null} value null where it was not measured
 * @property {boolean | null} met
 */

/** @param {Report} report @returns {Verdict[]} */
export function judge({ load, standstill, soak }) {
  const row = (/** @type {string} */ id) => load.find((candidate) => candidate.id === id);
  const program = (/** @type {string} */ id) => standstill.find((candidate) => candidate.id === id);
  const soaked = (/** @type {string} */ id) => soak.find((candidate) => candidate.id === id);
  return [
    verdict('REST list, CPU to the floor', 1.25, row('capstan-rest')?.toFloor),
    ...['2025-11-25', '2026-07-28'].flatMap((revision) => [
      verdict(`MCP tools/call ${revision}, CPU to the floor`, 1.7, row(`capstan-mcp-${revision}`)?.toFloor),
      verdict(`MCP tools/call ${revision}, CPU to the SDK`, 1 / 8, row(`capstan-mcp-${revision}`)?.toSdk),
    ]),
    // What the floor costs with an upstream.
    verdict('MCP tools/call without upstream, CPU to the floor', 1, row('capstan-mcp-mock-3-2026-07-28')?.toFloor),
    verdict(
      'MCP tools/call, one of 137 tools to one of 3, CPU',
      1.05,
      ratio(row('capstan-mcp-mock-137-2026-07-28'), row('capstan-mcp-mock-3-2026-07-28')),
    ),
    verdict('boot with a key, ms', 250, program('capstan')?.bootMs),
    verdict('boot with the sandbox, ms', 250, program('capstan-sandbox')?.bootMs),
    verdict('idle memory without the sandbox, MB', 85, program('capstan')?.idleMb),
    // Twenty bytes a request: less than anything a server would keep of one.
    verdict('REST memory growth, MB per 100,000 requests', 2, soaked('capstan-rest')?.slope),
    verdict('MCP memory growth, MB per 100,000 requests', 2, soaked('capstan-mcp-2026-07-28')?.slope),
  ];
}

/** @param {import('../measure/summary.mjs').Row | undefined} one @param {import('../measure/summary.mjs').Row | undefined} other */
function ratio(one, other) {
  return one && other ? one.cpuPer10k / other.cpuPer10k : null;
}

/** @param {string} what @param {number} limit at most @param {number | null | undefined} value @returns {Verdict} */
function verdict(what, limit, value = null) {
  return { what, limit, value, met: value === null ? null : value <= limit };
}
