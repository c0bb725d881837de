import type { IncomingMessage } from 'node:http';
import type { CallerAuthentication } from '../../capability/model.ts';
import type { Failure } from '../../problem/failure.ts';
export type CallerCheck = (
  request: IncomingMessage,
) => { failure: Failure; headers: Record<string, string> } | undefined;
export function createCallerCheck(_: CallerAuthentication): CallerCheck {
  return () => undefined;
}
