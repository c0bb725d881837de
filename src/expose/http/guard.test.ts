import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createGuard, type GuardOptions } from './guard.ts';

function check(options: GuardOptions, headers: { host?: string; origin?: string }): string {
  // A guard looks at the headers alone.
  return createGuard(options)({ headers } as IncomingMessage)?.code ?? 'fine';
}

const local: GuardOptions = { host: '127.0.0.1' };

describe('on this machine', () => {
  it.each(['localhost', 'localhost:8080', 'LOCALHOST:80', '127.0.0.1:8080', '[::1]:8080', '[::1]', '127.0.0.1:'])(
    'the host %s is answered',
    (host) => {
      expect(check(local, { host })).toBe('fine');
    },
  );

  it.each([
    'evil.example',
    'evil.example:8080',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.2:8080',
    '192.168.1.5',
    '0.0.0.0',
    '[::2]:80',
    'localhost@evil.example',
    '',
    undefined,
  ])('the host %s is not: a page could have pointed it here', (host) => {
    expect(check(local, host === undefined ? {} : { host })).toBe('host-not-allowed');
  });

  it('further names are answered when they are allowed, in any case', () => {
    const options = { ...local, allowedHosts: ['Jobs.Example.com'] };
    expect(check(options, { host: 'jobs.example.COM:8080' })).toBe('fine');
    expect(check(options, { host: 'other.example.com' })).toBe('host-not-allowed');
  });
});

describe('a web page', () => {
  const host = 'localhost:8080';

  it.each(['http://localhost:3000', 'https://127.0.0.1', 'http://[::1]:5173', 'HTTP://LOCALHOST'])(
    'of %s may call',
    (origin) => {
      expect(check(local, { host, origin })).toBe('fine');
    },
  );

  it.each([
    'https://evil.example',
    'http://localhost.evil.example',
    'http://localhost@evil.example',
    'http://evil.example/localhost',
    'http://localhost:80@evil.example',
    'null',
    '',
    'file://',
    'chrome-extension://localhost',
  ])('of %s may not', (origin) => {
    expect(check(local, { host, origin })).toBe('origin-not-allowed');
  });

  it('of an allowed origin may, and only of just that', () => {
    const options = { ...local, allowedOrigins: ['https://App.example.com'] };
    expect(check(options, { host, origin: 'https://app.example.com' })).toBe('fine');
    expect(check(options, { host, origin: 'http://app.example.com' })).toBe('origin-not-allowed');
    expect(check(options, { host, origin: 'https://app.example.com:8443' })).toBe('origin-not-allowed');
  });

  it('of a name that points here is refused for the name', () => {
    const origin = 'http://evil.example:8080';
    expect(check(local, { host: 'evil.example:8080', origin })).toBe('host-not-allowed');
  });
});

describe('on the network', () => {
  it.each(['0.0.0.0', '::', '192.168.1.5'])('bound to %s, any numeric address is answered and no name', (host) => {
    expect(check({ host }, { host: '10.0.0.7:8080' })).toBe('fine');
    expect(check({ host }, { host: '[fe80::1]:8080' })).toBe('fine');
    expect(check({ host }, { host: 'localhost:8080' })).toBe('fine');
    expect(check({ host }, { host: 'evil.example' })).toBe('host-not-allowed');
    expect(check({ host }, { host: '10.0.0.7', origin: 'http://evil.example' })).toBe('origin-not-allowed');
  });

  it('bound to a name, that name is answered', () => {
    expect(check({ host: 'Box.local' }, { host: 'box.local:80' })).toBe('fine');
  });
});
