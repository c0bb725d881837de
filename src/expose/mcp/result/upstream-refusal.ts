import { STATUS_CODES } from 'node:http';

import { requestId } from '../../../consume/answer/answer-headers.ts';
import { isObject } from '../../../json/json.ts';
import type { Hints } from '../../../operation/operation.ts';
import type { Retry } from '../../../problem/failure.ts';
import type { Headers, UpstreamAnswer } from '../../../consume/answer/receiver.ts';
import { wholeCharacters } from '../../../json/whole-characters.ts';
import { secondsToWait } from './seconds-to-wait.ts';
import { singleHeader } from '../transport/single-header.ts';

/** What can be said of an upstream's error answer. */
export interface Refusal {
  readonly status: number;
  /** The status in words with a space before them, or nothing. */
  readonly reason: string;
  /** The upstream's own words, or nothing. */
  readonly message: string;
  /** The body as text, cut to a length a model can afford; nothing where it is not text. */
  readonly body: string;
  readonly requestId: string | undefined;
  /** As the upstream wrote it: seconds, or a date. */
  readonly retryAfter: string | undefined;
  /** How many seconds it asks to wait, or until its rate limit starts anew. */
  readonly wait: number | undefined;
  readonly retry: Retry;
  /** What to do about this status, or nothing. */
  readonly advice: string;
}

/** Enough for any error worth reading, in characters; an HTML page or a dump ends here. */
const longestBody = 4000;
const longestMessage = 500;

export function readRefusal({ status, headers, body }: UpstreamAnswer, hints: Hints): Refusal {
  const text = textOf(headers, body);
  const reason = STATUS_CODES[status];
  return {
    status,
    reason: reason === undefined ? '' : ` ${reason}`,
    message: cut(messageIn(text), longestMessage),
    body: cut(text, longestBody),
    requestId: requestId(headers),
    retryAfter: singleHeader(headers['retry-after']),
    wait: status === 429 || status === 503 ? secondsToWait(headers, Date.now()) : undefined,
    retry: retryAfterStatus(status, hints),
    advice: adviceFor[status] ?? (status < 400 ? redirected : ''),
  };
}

function textOf(headers: Headers, body: Buffer): string {
  const type = singleHeader(headers['content-type']) ?? 'text/plain';
  return /json|text|xml|x-www-form-urlencoded/i.test(type) ? body.toString('utf8').trim() : '';
}

/** Where APIs put the sentence for people: RFC 9457's `detail`, OAuth's `error_description`, and common habit. */
const messageMembers = ['message', 'detail', 'error_description', 'error', 'errors', 'title', 'msg', 'reason'] as const;

function messageIn(text: string): string {
  try {
    return messageOf(JSON.parse(text), 0);
  } catch {
    // Not JSON: plain words of one line are a message, a page is not.
    return text.includes('\n') || text.startsWith('<') ? '' : text;
  }
}

function messageOf(value: unknown, depth: number): string {
  if (typeof value === 'string') return value;
  if (depth === 3) return '';
  if (Array.isArray(value)) return messageOf(value[0], depth + 1);
  if (!isObject(value)) return '';
  for (const member of messageMembers) {
    const message = Object.hasOwn(value, member) ? messageOf(value[member], depth + 1) : '';
    if (message !== '') return message;
  }
  return '';
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${wholeCharacters(text, longest)}… (cut; ${text.length} characters in all)`;
}

/** Only 429 says that nothing was done; after 408 and 5xx that is unknown, unless repeating does no harm. */
function retryAfterStatus(status: number, hints: Hints): Retry {
  if (status === 429) return 'safe';
  if (status !== 408 && (status < 500 || status === 501 || status === 505)) return 'never';
  return hints.readOnly || hints.idempotent ? 'safe' : 'check-first';
}

const redirected = 'It refers to another address, and is not followed there; no argument can change that.';

const adviceFor: Readonly<Record<number, string>> = {
  400: 'Correct the arguments.',
  401: 'The credentials this server was started with are not accepted or lack a right; no argument can change that.',
  403: 'The credentials this server was started with do not allow it; no argument can change that.',
  404: 'Check the ids in the arguments.',
  409: 'It conflicts with what is already there.',
  422: 'Correct the arguments.',
};
