import type { Json } from '../../../src/index.ts';

/** What the sandbox sends to who follows a log. */
export const frames = {
  accepted: frame('init', { auth: 'successful' }),
  refused: (message: string) => frame('init', { auth: 'failed', message }),
  error: (message: string) => frame('error', { message }),
  /** Lines in as many frames as it takes: none is larger than the API's are. */
  *lines(lines: readonly Json[]): Generator<string> {
    let batch: Json[] = [];
    let size = 0;
    for (const line of lines) {
      const length = JSON.stringify(line).length;
      if (size + length > largest && batch.length > 0) {
        yield frame('log-lines', batch);
        batch = [];
        size = 0;
      }
      batch.push(line);
      size += length;
    }
    if (batch.length > 0) yield frame('log-lines', batch);
  },
} as const;

/** In characters. */
const largest = 32_700;

function frame(type: string, data: Json): string {
  return JSON.stringify({ type, data });
}

/** The token of the frame a client begins with; undefined when that is something else. */
export function tokenOf(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const auth = field(field(value, 'data'), 'auth');
    const token = field(auth, 'apiToken');
    return field(value, 'type') === 'init' && typeof token === 'string' ? token : undefined;
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
