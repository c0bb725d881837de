import { requestId } from '../consume/answer-headers.ts';
import type { UpstreamAnswer } from '../consume/receiver.ts';
import { stopInWords } from '../operation/stopped-flow.ts';
import type { Failure, StoppedFlow } from '../problem/failure.ts';

export function formatFailure({ code, detail, fields, retry }: Failure): string {
  const allowed = (fields ?? []).flatMap(({ field, allowed: values }) =>
    values
      ? [
          `  ${field}: allowed ${values.length === 1 ? 'is' : 'are'} ${values.map((value) => JSON.stringify(value)).join(', ')}`,
        ]
      : [],
  );
  const advice = retry === 'safe' ? ['  Trying again is safe.'] : [];
  return [`${code}: ${detail}`, ...allowed, ...advice].join('\n');
}

export function formatRefusal({ status, headers, body }: UpstreamAnswer, stopped: StoppedFlow | undefined): string {
  const id = requestId(headers);
  const where = stopped ? `\n${stopInWords(stopped)}` : '';
  return `The API refused the call with status ${status}${id === undefined ? '' : ` (request ${id})`}:\n${body.toString('utf8')}${where}`;
}
