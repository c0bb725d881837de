import { json, type TestAnswer } from './testing.ts';

/** For the tests of this folder: an answer that comes in several messages, read one by one. */
export interface Events {
  readonly response: Response;
  /** The next message, parsed; undefined after the last. Tests look into it freely. */
  next(): Promise<TestAnswer['body']>;
  /** Goes away before the end. */
  leave(): void;
}

/** Posts a message as a client that takes event streams. */
export async function openEvents(
  url: string,
  message: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Events> {
  const gone = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...json, accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify(message),
    signal: gone.signal,
  });
  const messages = readMessages(response);
  return {
    response,
    next: async () => (await messages.next()).value,
    leave: () => gone.abort(),
  };
}

async function* readMessages(response: Response): AsyncGenerator<unknown, undefined> {
  if (response.headers.get('content-type') !== 'text/event-stream') {
    yield await response.json();
    return undefined;
  }
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data !== undefined) yield JSON.parse(data) as unknown;
    }
  }
  return undefined;
}
