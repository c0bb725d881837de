import { describe, expect, it } from 'vitest';
import type { Bind } from '../capability/model.ts';
import { createVariables } from './variables.ts';

const binds: readonly Bind[] = [
  {
    namespace: 'env',
    location: undefined,
    keys: new Map([
      ['TOKEN', 'TOKEN'],
      ['KEY', 'REAL_KEY'],
    ]),
    place: undefined,
  },
  {
    namespace: 'vault',
    location: undefined,
    keys: new Map([
      ['TOKEN', 'VAULT_TOKEN'],
      ['ONLY', 'ONLY_THERE'],
    ]),
    place: undefined,
  },
];

function variables(environment: Readonly<Record<string, string>>, given: Readonly<Record<string, string>> = {}) {
  return createVariables(binds, new Map(), { given: new Map(Object.entries(given)), environment });
}

describe('a variable', () => {
  const environment = { TOKEN: 't', REAL_KEY: 'k', VAULT_TOKEN: 'v', ONLY_THERE: 'o', FREE: 'f', 'other.X': 'x' };

  it.each([
    ['env.TOKEN', 't'],
    ['env.KEY', 'k'],
    ['vault.TOKEN', 'v'],
    ['TOKEN', 't'],
    ['KEY', 'k'],
    ['ONLY', 'o'],
    ['FREE', 'f'],
    ['env.FREE', 'f'],
    ['other.X', 'x'],
    ['other.TOKEN', undefined],
    ['MISSING', undefined],
    ['env.MISSING', undefined],
    ['', undefined],
  ])('%s is %j', (name, value) => {
    expect(variables(environment).get(name)).toBe(value);
  });

  it.each(['env.KEY', 'KEY', 'REAL_KEY'])('given as %s wins over the environment', (name) => {
    expect(variables(environment, { [name]: 'mine' }).get('env.KEY')).toBe('mine');
  });

  it('without text has no value', () => {
    expect(variables({ TOKEN: '' }).get('env.TOKEN')).toBeUndefined();
    expect(variables(environment, { TOKEN: '' }).get('env.TOKEN')).toBeUndefined();
  });

  it.each(['constructor', 'env.constructor', '__proto__', 'toString'])('%s is none that every object has', (name) => {
    expect(variables({}).get(name)).toBeUndefined();
  });

  it('of a file is called as in the document, and may be set in the environment by that name', () => {
    const file = {
      namespace: 'file',
      location: 'file://a.yaml',
      keys: new Map([['TOKEN', 'token-in-file']]),
      place: undefined,
    };
    const unread = createVariables([file], new Map(), { given: new Map(), environment: { TOKEN: 't' } });
    expect([unread.label('TOKEN'), unread.get('file.TOKEN')]).toEqual(['TOKEN', 't']);
    const read = createVariables([file], new Map([[file, new Map([['token-in-file', 'f']])]]), {
      given: new Map(),
      environment: { TOKEN: 't' },
    });
    expect(read.get('TOKEN')).toBe('f');
  });

  it('is called in messages what a user can set', () => {
    const unset = variables({});
    expect(['env.KEY', 'KEY', 'FREE', 'vault.TOKEN', 'env.FREE'].map((name) => unset.label(name))).toEqual([
      'REAL_KEY',
      'REAL_KEY',
      'FREE',
      'VAULT_TOKEN',
      'FREE',
    ]);
  });
});
