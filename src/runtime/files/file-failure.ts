import type { Failure } from '../../problem/failure.ts';
import type { ReadFile } from './read-served-file.ts';

export type WhyNotRead = Extract<ReadFile, { why: string }>['why'];

/** Why a served file could not be read, as whoever asked for it is told. */
export function fileFailure(why: WhyNotRead, maxBytes: number): Failure {
  switch (why) {
    case 'gone':
      return { code: 'unknown-route', status: 404, detail: gone, retry: 'never' };
    case 'too-large': {
      const detail = `The file is larger than ${maxBytes} bytes.`;
      return { code: 'answer-too-large', status: 502, detail, retry: 'never' };
    }
    case 'outside':
      return unreadable('It has become a link out of its folder.');
    case 'unreadable':
      return unreadable('It cannot be read.');
  }
}

export const gone = 'It is no longer there.';

function unreadable(why: string): Failure {
  return { code: 'file-unreadable', status: 500, detail: `The file: ${why}`, retry: 'never' };
}
