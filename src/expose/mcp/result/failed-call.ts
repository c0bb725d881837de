import type { Hints, Outcome } from '../../../operation/operation.ts';
import { errorCode, rpcError } from '../message/json-rpc.ts';
import type { RpcError } from '../message/json-rpc.ts';
import { describeFailure, describeRefusal } from './tool-error.ts';

/** Why a resource or a prompt cannot be had; these have no results that could say so, as tools have. */
export interface Failed {
  readonly kind: 'failed';
  /** Lines for people and models: the cause first. */
  readonly message: string;
  /** The same for programs. */
  readonly data?: object;
  /** Whether it is for the caller to correct. */
  readonly isInvalid?: boolean;
}

export function failedCall(outcome: Extract<Outcome, { kind: 'failure' | 'refused' }>, hints: Hints): Failed {
  const { text, error } =
    outcome.kind === 'failure'
      ? describeFailure(outcome.failure)
      : describeRefusal(outcome.answer, hints, outcome.stopped);
  return { kind: 'failed', message: text, data: error, isInvalid: error.code === 'invalid-input' };
}

/** @param subject what was asked for, as a member of the error's data. */
export function failedError({ message, data, isInvalid = false }: Failed, subject: object = {}): RpcError {
  const code = isInvalid ? errorCode.invalidParams : errorCode.internalError;
  return rpcError(code, 200, message, { ...subject, ...data });
}
