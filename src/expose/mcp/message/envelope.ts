import { isObject } from '../../../json/json.ts';
import { errorCode, rpcError } from './json-rpc.ts';
import type { Params, RpcError } from './json-rpc.ts';
import { isLogLevel } from './log-level.ts';
import type { LogLevel } from './log-level.ts';
import type { ClientCapabilities } from '../session.ts';

const versionKey = 'io.modelcontextprotocol/protocolVersion';
const capabilitiesKey = 'io.modelcontextprotocol/clientCapabilities';

/** What a request of 2026-07-28 says of itself in `params._meta`, on every transport. */
export interface Envelope {
  readonly version: string;
}

const logLevelKey = 'io.modelcontextprotocol/logLevel';

/** What the client of a request with an envelope says it can do. */
export function clientCapabilities({ _meta }: Params): ClientCapabilities {
  const capabilities = isObject(_meta) ? _meta[capabilitiesKey] : undefined;
  return isObject(capabilities) ? capabilities : {};
}

/** The least important log messages the request wants to hear; undefined for none. */
export function wantedLogLevel({ _meta }: Params): LogLevel | undefined {
  const level = isObject(_meta) ? _meta[logLevelKey] : undefined;
  return isLogLevel(level) ? level : undefined;
}

/** Whether the message speaks the language of 2026-07-28: it names its revision in `_meta`, well or badly. */
export function hasEnvelope({ _meta }: Params): boolean {
  return isObject(_meta) && _meta[versionKey] !== undefined;
}

/** Reads the envelope. The client's capabilities must be there, even when empty; its name is optional. */
export function readEnvelope({ _meta }: Params): Envelope | RpcError {
  if (!isObject(_meta)) return missing('"params._meta" must be an object');
  const { [versionKey]: version, [capabilitiesKey]: capabilities } = _meta;
  if (typeof version !== 'string') return missing(`"params._meta" must name the protocol revision in "${versionKey}"`);
  if (!isObject(capabilities)) return missing(`"params._meta" must hold an object, "${capabilitiesKey}"`);
  return { version };
}

function missing(rule: string): RpcError {
  return rpcError(errorCode.invalidParams, 400, `${rule}: MCP 2026-07-28 has no handshake, each request carries it.`);
}

/** The revision asked for is not one of these. The data lets a client choose another and try again. */
export function unsupportedVersion(requested: string, supported: readonly string[]): RpcError {
  const message = `Unsupported protocol version ${JSON.stringify(requested)}: this server speaks ${supported.join(', ')}.`;
  return rpcError(errorCode.unsupportedVersion, 400, message, { supported, requested });
}
