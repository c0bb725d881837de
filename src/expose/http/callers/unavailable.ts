import { NoAnswer } from '../../../consume/authentication/no-answer.ts';

/** Thrown where an authorization server cannot help to tell whether a token is good; the message is for people. */
export class Unavailable extends Error {}

/** @returns undefined for any other error. */
export function unavailableBecause(error: unknown): { readonly unavailable: string } | undefined {
  if (error instanceof Unavailable) return { unavailable: error.message };
  if (!(error instanceof NoAnswer)) return undefined;
  const { host, failure } = error;
  switch (failure?.code) {
    case undefined:
      return { unavailable: `The authorization server is not asked at ${host}, as that address is not https.` };
    case 'answer-too-large':
      return { unavailable: `The authorization server ${host} answered with more than it should have to say.` };
    case 'upstream-unreachable':
      return { unavailable: `The authorization server ${host} cannot be reached.` };
    default:
      return { unavailable: `The authorization server ${host} gave no whole answer in time.` };
  }
}
