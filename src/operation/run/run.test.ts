import type { Cancel } from '../../consume/answer/receiver.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deferred, receive } from '../../consume/testing.ts';
import { readText, serveHttp, type TestServer } from '../../../test/support/serve.ts';
import { compileText, type TestProgram } from '../../runtime/testing.ts';

const document = `
naftiko: 1.0.0-alpha2
info: { label: Running }
capability:
  consumes:
    - type: http
      namespace: up
      baseUri: http://127.0.0.1:1
      resources:
        - name: echo
          path: /{what}
          operations:
            - { name: get, method: GET }
            - { name: post, method: POST, inputParameters: [{ name: body, in: body, type: object }] }
  exposes:
    - type: mcp
      namespace: tools
      port: 0
      tools:
        - { name: get, call: up.get, outputParameters: [{ type: object, mapping: $. }] }
        - { name: post, call: up.post }
        - name: mapped
          call: up.get
          outputParameters:
            - { name: path, type: string, mapping: $.url }
`;

describe('an operation', { timeout: 3000 }, () => {
  let server: TestServer;
  let program: TestProgram;
  const hung = deferred();
  const closed = deferred();
  beforeAll(async () => {
    server = await serveHttp((request, response) => {
      const { url = '', method } = request;
      if (url === '/hang') {
        response.on('close', () => closed.resolve());
        return hung.resolve();
      }
      void readText(request).then((body) => {
        response.writeHead(url === '/refuse' ? 409 : 200, { 'content-type': 'application/json', 'x-request-id': 'r1' });
        return response.end(
          url === '/large' ? JSON.stringify('x'.repeat(2000)) : JSON.stringify({ method, url, body }),
        );
      });
    });
    program = compileText(document, { baseUris: new Map([['up', server.origin]]), maxAnswerBytes: 1000 });
  });
  afterAll(async () => {
    await program.close();
    await server.close();
  });

  it('comes to the value that was answered', async () => {
    const outcome = await program.operation('post').run({ what: 'a/b', body: { n: 1 } });
    const value = { method: 'POST', url: '/a%2Fb', body: '{"n":1}' };
    expect(outcome).toMatchObject({ kind: 'value', value, text: JSON.stringify(value) });
  });

  it('comes to a mapped one', async () => {
    expect(await program.operation('mapped').run({ what: 'x' })).toMatchObject({ value: { path: '/x' } });
  });

  it('comes to a refusal, with what it says', async () => {
    expect(await program.operation('get').run({ what: 'refuse' })).toMatchObject({
      kind: 'refused',
      answer: { status: 409, headers: { 'x-request-id': 'r1' } },
    });
  });

  it('comes to a failure', async () => {
    const run = (what: unknown) => program.operation('get').run({ what });
    expect(await run('large')).toMatchObject({ kind: 'failure', failure: { code: 'answer-too-large' } });
    expect(await run('..')).toMatchObject({ kind: 'failure', failure: { code: 'invalid-input' } });
    expect(await run(undefined)).toMatchObject({ kind: 'failure', failure: { code: 'invalid-input' } });
  });

  it('ends with its caller', async () => {
    let leave: Cancel = () => undefined;
    const outcome = program.operation('get').run({ what: 'hang' }, { whenGone: (cancel) => (leave = cancel) });
    await hung.promise;
    leave();
    expect(await outcome).toMatchObject({ kind: 'failure', failure: { code: 'canceled' } });
    await closed.promise;
  });

  it('streams what passes untouched, however large, and nothing else', async () => {
    const { stream } = program.operation('get');
    const { status, body } = await receive((receiver) => stream?.({ what: 'large' }, receiver) ?? (() => undefined));
    expect([status, body.length]).toEqual([200, 2002]);
    expect(program.operation('post').stream).toBeTypeOf('function');
    expect(program.operation('mapped').stream).toBeUndefined();
  });

  it('tells a stream why nothing was sent', async () => {
    const { stream } = program.operation('get');
    const { failure } = await receive((receiver) => stream?.({ what: '..' }, receiver) ?? (() => undefined));
    expect(failure).toMatchObject({ code: 'invalid-input' });
  });
});
