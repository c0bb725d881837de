import { once } from 'node:events';
import { Agent, get, type IncomingMessage, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { deferred } from '../consume/testing.ts';
import { listen, PortUnavailable, type Listener } from './listen.ts';

let opened: Listener[] = [];
afterEach(async () => {
  await Promise.all(opened.map((listener) => listener.close(0)));
  opened = [];
});

async function open(handle: RequestListener, port = 0, host = '127.0.0.1'): Promise<Listener> {
  const listener = await listen(host, port, handle);
  opened.push(listener);
  return listener;
}

function ask({ port }: Listener, agent?: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', agent: agent ?? false }, resolve).on('error', reject);
  });
}

async function text(response: IncomingMessage): Promise<string> {
  const parts: string[] = [];
  for await (const part of response) parts.push(String(part));
  return parts.join('');
}

const answer =
  (word: string): RequestListener =>
  (_, response) =>
    void response.end(word);

describe('a port', () => {
  it('that is free is found for 0', async () => {
    const listener = await open(answer('hello'));
    expect(listener.port).toBeGreaterThan(0);
    expect(await text(await ask(listener))).toBe('hello');
  });

  it('that is in use is told of', async () => {
    const { port } = await open(answer(''));
    const refused = await open(answer(''), port).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(PortUnavailable);
    expect(refused).toMatchObject({ port, message: `Port ${port} is in use.` });
  });

  it('on an address this machine has not is told of', async () => {
    const refused = await open(answer(''), 0, '192.0.2.1').catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: 'PortUnavailable', message: expect.stringContaining('192.0.2.1') as string });
  });
});

describe('a listener', () => {
  it('does not wait for a connection that nothing was ever sent on', async () => {
    const listener = await open(answer('hello'));
    const socket = connect(listener.port, '127.0.0.1');
    await once(socket, 'connect');
    await text(await ask(listener)); // by now the server knows of the connection as well
    const closed = once(socket, 'close');
    const began = performance.now();
    await listener.close(10_000);
    await closed;
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('can be given another handler, which kept connections meet too', async () => {
    const listener = await open(answer('one'));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await text(await ask(listener, agent))).toBe('one');
    listener.handle = answer('two');
    expect(await text(await ask(listener, agent))).toBe('two');
    agent.destroy();
  });

  it.each([
    ['NONSENSE\r\n\r\n', '400 Bad Request'],
    [`GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(40_000)}\r\n\r\n`, '431 Request Header Fields Too Large'],
  ])('answers what is no request', async (sent, status) => {
    const { port } = await open(answer(''));
    const socket = connect(port, '127.0.0.1');
    socket.write(sent);
    const [received] = (await once(socket, 'data')) as [Buffer];
    expect(received.toString()).toContain(`HTTP/1.1 ${status}\r\nConnection: close`);
    socket.destroy();
  });
});

describe('closing', () => {
  it('lets a running request finish, takes no other, and ends once that is done', async () => {
    const arrived = deferred();
    const finish = deferred();
    const listener = await open((_, response) => {
      arrived.resolve();
      void finish.promise.then(() => response.end('done'));
    });
    const agent = new Agent({ keepAlive: true });
    const answered = ask(listener, agent);
    await arrived.promise;
    const began = performance.now();
    const closed = listener.close(10_000);
    await expect(ask(listener)).rejects.toThrow('ECONNREFUSED');
    finish.resolve();
    expect(await text(await answered)).toBe('done');
    // The client would keep its connection; that is not waited for.
    await closed;
    expect(performance.now() - began).toBeLessThan(2000);
    agent.destroy();
  });

  it('does not wait longer than it is told', async () => {
    const arrived = deferred();
    const listener = await open(() => arrived.resolve());
    const answered = ask(listener).catch((error: unknown) => error);
    await arrived.promise;
    await listener.close(50);
    expect(await answered).toBeInstanceOf(Error);
  });

  it('does not wait for idle connections', async () => {
    const listener = await open(answer('hello'));
    const agent = new Agent({ keepAlive: true });
    await text(await ask(listener, agent));
    await listener.close(10_000);
    agent.destroy();
  });
});
