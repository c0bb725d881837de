import { describe, expect, it } from 'vitest';
import { Payload } from '../../json/payload.ts';
import { compileText } from '../../runtime/testing.ts';
import type { Inputs } from './inputs.ts';

const document = `
naftiko: 1.0.0-alpha2
info: { label: Checks }
capability:
  consumes:
    - type: http
      namespace: up
      baseUri: http://127.0.0.1:1
      resources:
        - name: things
          path: /things/{kind}
          operations:
            - name: write
              method: POST
              inputParameters:
                - { name: kind, in: path, type: string, enum: [small, large] }
                - { name: limit, in: query, type: integer, minimum: 1 }
                - name: body
                  in: body
                  type: object
                  required: true
                  properties: [{ name: name, type: string }, { name: tags, type: array, items: { type: string } }]
            - name: odd
              method: GET
              inputParameters:
                - { name: kind, in: path, type: string }
                - { name: low, in: query, type: integer, minimum: low }
                - { name: pattern, in: query, type: string, pattern: '[' }
                - { name: evil, in: query, type: string, pattern: '^(a+)+$' }
                - { name: limit, in: query, type: integer, minimum: 1 }
  exposes:
    - type: mcp
      namespace: tools
      port: 0
      tools:
        - { name: write, description: Writes., call: up.write }
        - { name: odd, description: Odd., call: up.odd }
`;

const program = compileText(document);
const body = { name: 'n' };

function check(inputs: Inputs, name = 'write'): unknown {
  const prepared = program.operation(name).prepare(inputs);
  return 'failure' in prepared ? prepared.failure : 'fine';
}

describe('inputs', () => {
  it.each([
    [{ kind: 'small', body }],
    [{ kind: 'large', body: { name: 'n', more: 1 }, limit: 1 }],
    [{ kind: 'small', body: new Payload(Buffer.from('{"name":"n"}'), body) }],
  ])('%j pass', (inputs) => {
    expect(check(inputs)).toBe('fine');
  });

  it.each([
    [{ kind: 'small' }, 'missing-body', 400, ['body']],
    [{ kind: 'small', body: 'text' }, 'invalid-body', 422, ['body']],
    [{ kind: 'small', body: null }, 'invalid-body', 422, ['body']],
    [{ kind: 'small', body: { name: 5, tags: ['a', 1] } }, 'invalid-body', 422, ['body.name', 'body.tags.1']],
    [{ kind: 'small', body: new Payload(Buffer.from('{"name":5}'), { name: 5 }) }, 'invalid-body', 422, ['body.name']],
    [{ kind: 'huge', body }, 'invalid-input', 400, ['kind']],
    [{ body }, 'invalid-input', 400, ['kind']],
    [{ kind: 'small', body, limit: 0 }, 'invalid-input', 400, ['limit']],
    [{ kind: 'small', body, limit: '1' }, 'invalid-input', 400, ['limit']],
    [{ kind: 'small', body, limt: 1 }, 'invalid-input', 400, ['limt']],
    [{ kind: 'huge', body: 1 }, 'invalid-input', 400, ['kind', 'body']],
    [{}, 'invalid-input', 400, ['kind', 'body']],
  ])('%j do not', (inputs, code, status, fields) => {
    const failure = check(inputs) as { fields: readonly { field: string }[] };
    expect(failure).toMatchObject({ code, status, retry: 'never' });
    expect(failure.fields.map(({ field }) => field).toSorted()).toEqual([...fields].toSorted());
  });

  it('that are not allowed are told what is, and are not quoted', () => {
    const failure = check({ kind: 'hunter2', body });
    expect(failure).toMatchObject({ fields: [{ field: 'kind', allowed: ['small', 'large'] }] });
    expect(JSON.stringify(failure)).not.toContain('hunter2');
  });

  it('whose published schema makes no sense are not checked, and the others are', () => {
    expect(() => program.operation('odd').warmUp()).not.toThrow();
    expect(check({ kind: 'k', low: 0, pattern: '[' }, 'odd')).toBe('fine');
    expect(check({ kind: 'k', limit: 0 }, 'odd')).toMatchObject({ fields: [{ field: 'limit' }] });
    expect(check({ low: 0 }, 'odd')).toMatchObject({ fields: [{ field: 'kind' }] });
  });

  it('whose pattern could take exponential time are not matched against it', () => {
    const begun = performance.now();
    expect(check({ kind: 'k', evil: `${'a'.repeat(40)}!` }, 'odd')).toBe('fine');
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(JSON.stringify(program.operation('odd').inputSchema)).not.toContain('(a+)+');
  });
});
