import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createPace } from './pace.ts';

const from = (remoteAddress: string): IncomingMessage => ({ socket: { remoteAddress } }) as IncomingMessage; // all that is looked at
const caller = (id: string) => ({ id, scopes: undefined });

describe('a pace of 3 calls a minute', () => {
  it('lets three go at once, and then one every 20 seconds', () => {
    let time = 0;
    const pace = createPace(3, () => time);
    const call = () => pace(from('127.0.0.1'), undefined);
    expect([call(), call(), call()]).toEqual([undefined, undefined, undefined]);
    expect(call()).toMatchObject({ failure: { status: 429, retry: 'safe' }, headers: { 'retry-after': '20' } });
    time = 20_000;
    expect(call()).toBeUndefined();
    expect(call()).toBeDefined();
    time = 1_000_000;
    expect([call(), call(), call()]).toEqual([undefined, undefined, undefined]);
    expect(call()).toBeDefined();
  });

  it('is kept for each caller, wherever it calls from, and for each address where callers are not known', () => {
    const pace = createPace(1, () => 0);
    expect(pace(from('10.0.0.1'), caller('a'))).toBeUndefined();
    expect(pace(from('10.0.0.2'), caller('a'))).toBeDefined();
    expect(pace(from('10.0.0.1'), caller('b'))).toBeUndefined();
    expect(pace(from('10.0.0.1'), undefined)).toBeUndefined();
    expect(pace(from('10.0.0.2'), undefined)).toBeUndefined();
    expect(pace(from('10.0.0.2'), undefined)).toBeDefined();
  });

  it('remembers a bounded number of callers', () => {
    const pace = createPace(1, () => 0);
    expect(pace(from(''), caller('first'))).toBeUndefined();
    for (let index = 0; index < 10_000; index++) pace(from(''), caller(String(index)));
    expect(pace(from(''), caller('first'))).toBeUndefined();
    expect(pace(from(''), caller('9999'))).toBeDefined();
  });
});
