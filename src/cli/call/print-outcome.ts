import { requestId } from '../../consume/answer/answer-headers.ts';
import type { UpstreamAnswer } from '../../consume/answer/receiver.ts';
import type { Outcome } from '../../operation/operation.ts';
import { stopInWords } from '../../operation/run/stopped-flow.ts';
import type { Failure, StoppedFlow } from '../../problem/failure.ts';
import { CommandError } from '../exit.ts';
import { onTerminal } from '../print/on-terminal.ts';

/**
 * What to print of an outcome: for a program as the API sent it, for a person laid out and without what would do something
 * to the terminal.
 *
 * @throws CommandError in words, for a call that failed.
 */
export function answerOf(outcome: Outcome, isTerminal: boolean): string | Buffer {
  switch (outcome.kind) {
    case 'value':
      return isTerminal ? onTerminal(`${JSON.stringify(outcome.value, null, 2)}\n`) : `${outcome.text}\n`;
    case 'text': {
      const text = outcome.text.endsWith('\n') ? outcome.text : `${outcome.text}\n`;
      return isTerminal ? onTerminal(text) : text;
    }
    case 'binary': {
      const { bytes, mediaType } = outcome;
      const size = `${bytes.length.toLocaleString('en')} bytes of ${mediaType}`;
      return isTerminal ? onTerminal(`(${size}, not shown; send them to a file: > FILE)\n`) : bytes;
    }
    case 'refused':
      throw new CommandError(formatRefusal(outcome.answer, outcome.stopped));
    case 'failure':
      throw new CommandError(formatFailure(outcome.failure));
  }
}

export function formatFailure({ code, detail, fields, retry }: Failure): string {
  const allowed = (fields ?? []).flatMap(({ field, message, allowed: values }) =>
    // A message that is part of the detail has said so already.
    values && !detail.includes(message)
      ? [
          `  ${field}: allowed ${values.length === 1 ? 'is' : 'are'} ${values.map((value) => JSON.stringify(value)).join(', ')}`,
        ]
      : [],
  );
  const advice = retry === 'safe' ? ['  Trying again is safe.'] : [];
  return [`${code}: ${detail}`, ...allowed, ...advice].join('\n');
}

function formatRefusal({ status, headers, body }: UpstreamAnswer, stopped: StoppedFlow | undefined): string {
  const id = requestId(headers);
  const text = body.toString('utf8').trimEnd();
  const { location } = headers;
  const moved =
    status >= 300 && status < 400 && typeof location === 'string'
      ? [`It refers to ${location}, and is not followed there. An API that has moved is called with --base-uri.`]
      : [];
  return [
    `The API refused the call with status ${status}${id === undefined ? '' : ` (request ${id})`}${text === '' ? '.' : ':'}`,
    ...(text === '' ? [] : [text]),
    ...moved,
    ...(stopped ? [stopInWords(stopped)] : []),
  ].join('\n');
}
