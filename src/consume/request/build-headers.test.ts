import { describe, expect, it } from 'vitest';
import { compileHeaders, type HeaderSources } from './build-headers.ts';
import { headersOf } from '../testing.ts';

const sources: HeaderSources = {
  fixed: [['authorization', 'Bearer t']],
  headers: [],
  cookies: [],
  accept: 'application/json',
  userAgent: 'capstan/0',
};

function build(more: Partial<HeaderSources>, values: Readonly<Record<string, unknown>>, hasBody = false): unknown {
  const built = compileHeaders({ ...sources, ...more })(values, hasBody ? 'application/json' : undefined);
  return Array.isArray(built) ? headersOf(built as readonly string[]) : built;
}

const always = { accept: 'application/json', 'user-agent': 'capstan/0', authorization: 'Bearer t' };

describe('headers', () => {
  it('say what is always said, and of a body what it is', () => {
    expect(build({}, {})).toEqual(always);
    expect(build({}, {}, true)).toEqual({ ...always, 'content-type': 'application/json' });
  });

  it('carry parameters as text', () => {
    const headers = ['X-Text', 'X-Number', 'X-List', 'X-None', 'X-Empty', 'X-Nothing-Listed', 'X-Null-Listed'];
    const values = {
      'X-Text': 'a\tb ~',
      'X-Number': 5,
      'X-List': ['a', 1, { b: 2 }],
      'X-None': null,
      'X-Empty': '',
      'X-Nothing-Listed': [],
      'X-Null-Listed': [null],
    };
    expect(build({ headers }, values, true)).toEqual({
      ...always,
      'content-type': 'application/json',
      'x-text': 'a\tb ~',
      'x-number': '5',
      'x-list': 'a,1,{"b":2}',
      'x-empty': '',
      'x-null-listed': 'null',
    });
  });

  it.each([['a\r\nx-evil: 1'], ['a\nb'], ['nul\0'], ['\u007f'], ['日本'], ['🎈'], ['\ud800']])(
    'refuse %j, which no header can carry, without quoting it',
    (value) => {
      expect(build({ headers: ['X-A'] }, { 'X-A': value })).toEqual({
        field: 'X-A',
        message: 'has characters that a header cannot carry',
      });
    },
  );

  it('carry Latin-1, which every server reads', () => {
    expect(build({ headers: ['X-A'] }, { 'X-A': 'Zürich' })).toMatchObject({ 'x-a': 'Zürich' });
  });

  it('refuse a name that no header can have, once it has a value', () => {
    expect(build({ headers: ['X A'] }, {})).toEqual(always);
    expect(build({ headers: ['X A'] }, { 'X A': '1' })).toMatchObject({ field: 'X A' });
    expect(build({ headers: ['X:A'] }, { 'X:A': '1' })).toMatchObject({ field: 'X:A' });
  });

  it('let a parameter say what is accepted, sent and by whom, once each', () => {
    const headers = ['Accept', 'Content-Type', 'User-Agent'];
    const values = { Accept: 'text/csv', 'Content-Type': 'application/merge-patch+json', 'User-Agent': 'me' };
    expect(build({ headers }, values, true)).toEqual({
      accept: 'text/csv',
      'content-type': 'application/merge-patch+json',
      'user-agent': 'me',
      authorization: 'Bearer t',
    });
  });

  it.each(['Authorization', 'AUTHORIZATION', 'Host', 'Content-Length', 'Transfer-Encoding', 'Connection', 'Upgrade'])(
    'never let a parameter replace %s',
    (name) => {
      expect(build({ headers: [name] }, { [name]: 'mine' })).toEqual(always);
    },
  );
});

describe('cookies', () => {
  it('go into one header, encoded so that none can add another', () => {
    const values = { session: 'a; admin=1', 'na me': 'ü', none: undefined, number: 3 };
    expect(build({ cookies: ['session', 'na me', 'none', 'number'] }, values)).toEqual({
      ...always,
      cookie: 'session=a%3B%20admin%3D1; na%20me=%C3%BC; number=3',
    });
  });

  it('leave no header behind when there are none', () => {
    expect(build({ cookies: ['session'] }, {})).toEqual(always);
  });
});
