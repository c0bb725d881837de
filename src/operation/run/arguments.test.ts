import { describe, expect, it } from 'vitest';
import { headersOf } from '../../consume/testing.ts';
import { compileText } from '../../runtime/testing.ts';
import type { Inputs } from '../inputs/inputs.ts';

const document = `
naftiko: 1.0.0-alpha2
info: { label: Wiring }
binds: [{ namespace: env, keys: { REGION: REGION } }]
capability:
  consumes:
    - type: http
      namespace: up
      baseUri: http://127.0.0.1:1/v1
      inputParameters:
        - { name: region, in: query, value: '{{env.REGION}}' }
      resources:
        - name: things
          path: /things/{thingId}
          operations:
            - name: read
              method: GET
              inputParameters:
                - { name: 'filter[name]', in: query, type: string }
                - { name: $top, in: query, type: integer }
                - { name: X-Trace, in: header, type: string }
                - { name: constructor, in: query, type: string }
            - name: write
              method: POST
              inputParameters:
                - { name: body, in: body, type: object }
  exposes:
    - type: mcp
      namespace: tools
      port: 0
      tools:
        - { name: plain, description: As it is., call: up.read }
        - name: wired
          description: Renamed, fixed and composed.
          call: up.read
          with:
            thingId: tools.id
            filter[name]: 'by {{tools.owner}} of {{team}}'
            $top: 25
            X-Trace: always
        - { name: write, description: Writes., call: up.write }
`;

const program = compileText(document, { given: new Map([['REGION', 'eu']]) });

function sent(name: string, inputs: Inputs): unknown {
  const prepared = program.operation(name).prepare(inputs);
  if ('failure' in prepared) return prepared.failure;
  if (!prepared.request) return undefined;
  const { path, headers, body } = prepared.request;
  const trace = headersOf(headers)['x-trace'];
  return { path: decodeURIComponent(path), ...(trace !== undefined && { trace }), ...(body !== null && { body }) };
}

describe('the arguments of a call', () => {
  it('are the inputs of the same names, and what the document fixes', () => {
    const inputs = { thingId: 'a', 'filter[name]': 'f', $top: 3, 'X-Trace': 't' };
    expect(sent('plain', inputs)).toEqual({ path: '/v1/things/a?region=eu&filter[name]=f&$top=3', trace: 't' });
  });

  it('do not take what every object has for an input', () => {
    expect(sent('plain', { thingId: 'a' })).toEqual({ path: '/v1/things/a?region=eu' });
    expect(sent('plain', { thingId: 'a', constructor: 'c' })).toEqual({
      path: '/v1/things/a?region=eu&constructor=c',
    });
  });

  it('are renamed, fixed and composed as `with` says', () => {
    expect(sent('wired', { id: 'a', owner: 'ada', team: 'x & y' })).toEqual({
      path: '/v1/things/a?region=eu&filter[name]=by ada of x & y&$top=25',
      trace: 'always',
    });
  });

  it('leave out of a text what was not given', () => {
    expect(sent('wired', { id: 'a', owner: 'ada' })).toMatchObject({
      path: '/v1/things/a?region=eu&filter[name]=by ada of &$top=25',
    });
  });

  it('that are fixed are no inputs', () => {
    const names = (name: string): readonly string[] => program.operation(name).inputs.map((input) => input.name);
    expect(names('wired')).toEqual(['id', 'owner', 'team', 'constructor']);
    expect(names('plain')).not.toContain('region');
    expect(sent('wired', { id: 'a', $top: 99 })).toMatchObject({ code: 'invalid-input' });
    expect(sent('plain', { thingId: 'a', region: 'mine' })).toMatchObject({ code: 'invalid-input' });
  });

  it('that cannot be sent are told of by the name the caller knows', () => {
    expect(sent('wired', { id: '..' })).toMatchObject({
      code: 'invalid-input',
      status: 400,
      detail: expect.stringMatching(/^id can be neither `\.` nor `\.\.`.*Nothing was sent\.$/) as string,
      fields: [{ field: 'id' }],
    });
    expect(sent('plain', { thingId: 'a', 'X-Trace': 'a\nb' })).toMatchObject({ fields: [{ field: 'X-Trace' }] });
  });

  it.each([{ thingId: '\ud800' }, { thingId: 'a', 'filter[name]': 'x\udc00' }])(
    'refuse half a character: %j',
    (inputs) => {
      expect(sent('plain', inputs)).toMatchObject({
        code: 'invalid-input',
        detail: expect.stringContaining('lone surrogate') as string,
      });
    },
  );
});
