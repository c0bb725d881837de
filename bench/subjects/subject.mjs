/**
 * @typedef {object} Subject one row of the table: a server under one kind of load
 * @property {string} id stable name in the results file
 * @property {string} label
 * @property {string} [sdk] id of the SDK's row that does the same
 * @property {(upstream: string) => Promise<import('../process/server.mjs').ServerLaunch>} launch
 *   rejects with an Absent where the subject is not installed
 * @property {(server: import('../process/server.mjs').Server) => Promise<import('../load/lane.mjs').Target>} target
 */

/** A subject this machine does not have: reported, not a failure. */
export class Absent extends Error {}
