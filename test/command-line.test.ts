/** The command line is a contract: what goes in, what comes out on which stream, and with which exit code. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capstan, cli, serve } from './support/capstan.ts';
import { recordingUpstream } from './support/recording-upstream.ts';
import { freePort, serveTcp, type TestServer } from './support/serve.ts';

const document = `naftiko: 1.0.0-alpha2
info: {label: Ping}
binds:
- {namespace: env, keys: {PING_KEY: PING_KEY}}
capability:
  consumes:
  - type: http
    namespace: ping
    baseUri: https://api.example.com
    authentication: {type: bearer, token: '{{env.PING_KEY}}'}
    resources:
    - path: /ping/{id}
      operations:
      - {name: ping, method: GET}
  exposes:
  - type: rest
    namespace: ping-rest
    port: 8080
    resources:
    - path: /ping/{id}
      operations:
      - {method: GET, name: ping, call: ping.ping}
`;

let folder: string;
const file = (name: string, text: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capstan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('capstan', () => {
  it('teaches', async () => {
    const { code, stdout } = await capstan(['--help']);
    expect(code).toBe(0);
    for (const word of ['run', 'check', 'plan', 'call', 'sandbox', 'Examples']) expect(stdout).toContain(word);
  });
  it('says its version', async () => {
    expect((await capstan(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
  it.each([
    [['nonsense']],
    [['run', '--nonsense']],
    [['plan']],
    [['run', '--port', 'x=y']],
    [['run', '--port', '8081']],
    [['run', '--port', '99999']],
    [['run', '--var', 'X']],
    [['sandbox', '--speed', '0']],
    [['sandbox', '--token', 'x=owner']],
    [['sandbox', '--fault', 'explode']],
  ])('ends with 2 on %j', async (args) => {
    const { code, stdout, stderr } = await capstan(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error \S/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
  it.each([
    [['rnu'], 'Did you mean capstan run?'],
    [['northflank-jobs'], 'Did you mean capstan run northflank-jobs?'],
    [['call', 'northflank-jobs', 'run-job', '--jobId=x'], 'written NAME=VALUE, without hyphens'],
    [['check', '--jsn', 'x.yaml'], 'Run capstan check --help'],
    [['plan', 'northflank-job'], 'Did you mean northflank-jobs, which comes with Capstan?'],
    [['run', '--port', '8081'], 'Write --port northflank-jobs-rest=8081 or --port northflank-jobs-mcp=8081.'],
  ])('says what was probably meant by %j', async (args, advice) => {
    expect((await capstan(args)).stderr).toContain(advice);
  });
  it('says that a document is no command', async () => {
    const path = file('meant.yaml', document);
    expect((await capstan([path])).stderr).toContain(`Did you mean capstan run ${path}?`);
  });
  it('says what was probably meant by a variable that is not read', async () => {
    const { code, stderr } = await capstan(['plan', file('ping.yaml', document), '--var', 'PNIG_KEY=abcdefgh']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean PING_KEY?');
  });
  it('ends in peace when nobody reads on', async () => {
    // Some 100 kB, more than a pipe holds.
    const { code, stderr } = await capstan(['plan', 'northflank-jobs-complete', '--json'], { readsNothing: true });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
  it('reads files as editors on Windows write them', async () => {
    const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'utf16le');
    const path = file('utf16.yaml', utf16(document));
    for (const values of [utf16('PING_KEY=abcdefgh\n'), '\uFEFFPING_KEY=abcdefgh\r\n']) {
      const { code, stderr } = await capstan([
        'call',
        path,
        'ping',
        'id=1',
        '--dry-run',
        '--env-file',
        file('.env', values),
      ]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    }
    expect((await capstan(['check', folder])).stdout).toContain('utf16.yaml');
  });
});

describe('check', () => {
  it('ends with 0 when all there is are notes and warnings', async () => {
    const { code, stdout } = await capstan(['check', file('ping.yaml', document)]);
    expect(stdout).toContain('inferred-path-parameter');
    expect(stdout).toContain('runs 1 operation on 1 server');
    expect(code).toBe(0);
  });
  it('shows where an error is, with the line it is in', async () => {
    const path = file('broken.yaml', document.replace('call: ping.ping', 'call: ping.pong'));
    const { code, stdout } = await capstan(['check', path]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/error unknown-call .*broken\.yaml:22:\d+/);
    expect(stdout).toContain('> 22 |');
    expect(stdout).toContain('Consumed are ping.ping');
  });
  it('speaks JSON', async () => {
    const { stdout, code } = await capstan(['check', '--json', '-'], { input: 'naftiko: [' });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      document: '-',
      runs: false,
      diagnostics: [{ code: 'not-yaml', place: { line: 1 } }],
    });
  });
  it('says in a sentence that a file is not there', async () => {
    const { code, stderr } = await capstan(['check', join(folder, 'nowhere.yaml')]);
    expect(code).toBe(1);
    expect(stderr).toContain('There is no file');
  });
});

describe('plan', () => {
  it('shows no header that callers may give and that is not sent', async () => {
    const overridden = document.replace(
      'method: GET}',
      'method: GET, inputParameters: [{name: Authorization, in: header}, {name: X-Trace, in: header}]}',
    );
    const { stdout } = await capstan(['plan', file('overridden.yaml', overridden), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      servers: [
        { operations: [{ request: { headers: { authorization: 'Bearer ********', 'X-Trace': '{X-Trace}' } } }] },
      ],
    });
    expect(stdout).not.toContain('{Authorization}');
  });
  it('says what each input is, and what calls wait for, once and shortly', async () => {
    const { stdout } = await capstan(['plan', 'northflank-jobs-complete']);
    expect(stdout).toContain('    * projectId  string, in path: The project');
    expect(stdout).toContain('    * projectId  string: The project');
    expect(stdout).toContain('        with name*, billing*, description, ');
    expect(stdout).toContain('    refused without NORTHFLANK_API_KEY\n');
    expect(stdout).not.toContain('nothing was sent');
    expect(stdout).toContain('list-jobs  GET /v1/projects/{projectId}/jobs\n');
    const typed = document.replace(
      '{name: ping,',
      '{name: ping, inputParameters: [{name: to, in: query, type: string, enum: [en, de]}],',
    );
    expect((await capstan(['plan', file('typed.yaml', typed)])).stdout).toContain(
      'to  string, in query, "en" or "de"\n',
    );
  });
  it('shows inputs and requests and the overlay’s actions, with the key masked', async () => {
    const { code, stdout } = await capstan(['plan', 'northflank-jobs'], {
      env: { NORTHFLANK_API_KEY: 'nf-very-secret' },
    });
    expect(code).toBe(0);
    expect(stdout).toContain('POST https://api.northflank.com/v1/projects/{projectId}/jobs/{jobId}/runs');
    expect(stdout).toContain('Bearer ********');
    expect(stdout).toContain('overlay');
    expect(stdout).not.toContain('nf-very-secret');
  });
  it('shows an address as it is called: one slash before the path, one query, no fragment', async () => {
    const odd = document
      .replace('example.com', 'example.com/v1')
      .replace('- path: /ping/{id}', "- path: 'ping/{id}?full={full}#now'")
      .replace('method: GET}', 'method: GET, inputParameters: [{name: page, in: query}]}');
    const { stdout } = await capstan(['plan', file('odd.yaml', odd)]);
    expect(stdout).toContain('GET https://api.example.com/v1/ping/{id}?full={full}&page={page}\n');
  });
  it('speaks JSON', async () => {
    const { stdout } = await capstan(['plan', 'northflank-jobs', '--json']);
    const plan = JSON.parse(stdout) as {
      servers: { operations: { name: string; inputs: object[] }[] }[];
      overlays: object[];
    };
    expect(plan.overlays).toHaveLength(3);
    expect(plan.servers[1]?.operations[0]).toMatchObject({
      name: 'list-jobs-project',
      inputs: [
        { name: 'projectId', in: 'path', required: true },
        { name: 'per_page', type: 'integer' },
        { name: 'page' },
        { name: 'cursor' },
      ],
    });
  });
});

describe('call', () => {
  it('calls, and prints the answer alone', async () => {
    const { code, stdout } = await capstan([
      'call',
      'northflank-jobs',
      'list-jobs-project',
      'projectId=default-project',
      'per_page=1',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ data: { jobs: [{}] } });
  });
  it('prints the request of a dry run and sends nothing', async () => {
    const upstream = await recordingUpstream();
    const env = { PING_KEY: 'very-secret-key' };
    const dry = await capstan(
      ['call', file('ping.yaml', document), 'ping', 'id=a/b', '--base-uri', upstream.url, '--dry-run'],
      { env },
    );
    expect(dry.stdout).toContain(`GET ${upstream.url}/ping/a%2Fb`);
    expect(dry.stdout).not.toContain('very-secret-key');
    expect(upstream.requests).toEqual([]);
    await upstream.close();
  });
  it('takes a list value by value', async () => {
    const path = file(
      'ping.yaml',
      document.replace('method: GET}', 'method: GET, inputParameters: [{name: tag, in: query, type: array}]}'),
    );
    const call = async (...inputs: readonly string[]) =>
      await capstan(['call', path, 'ping', 'id=1', ...inputs, '--dry-run'], { env: { PING_KEY: 'x' } });
    expect((await call('tag=a,b', 'tag=c')).stdout).toContain('/ping/1?tag=a%2Cb&tag=c');
    expect((await call('tag=a,b')).stdout).toContain('/ping/1?tag=a%2Cb\n');
    expect((await call('id=2')).stderr).toContain('id must be a string. Nothing was sent.');
  });
  it('takes a body from a file', async () => {
    const body = file('job.json', '{"name":"x"}');
    const { code, stderr } = await capstan([
      'call',
      'northflank-jobs',
      'create-job',
      'projectId=p',
      '--body',
      `@${body}`,
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('body.billing is required');
  });
  it('says why a document has nothing to call', async () => {
    const path = file('nowhere-to-go.yaml', document.replace('https://api.example.com', 'https://{site}.example.com'));
    const { code, stderr } = await capstan(['call', path, 'ping', 'id=1']);
    expect(code).toBe(1);
    expect(stderr).toContain('missing-base-uri');
    expect(stderr).toContain('--var site=VALUE');
  });
  it('names the variable that has no value', async () => {
    const { code, stderr } = await capstan([
      'call',
      'northflank-jobs',
      'list-jobs-project',
      'projectId=p',
      '--no-sandbox',
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('NORTHFLANK_API_KEY has no value, so nothing was sent');
  });
  it('ends with 2 for an operation or an input that is not there', async () => {
    const operation = await capstan(['call', 'northflank-jobs', 'nope']);
    expect(operation).toMatchObject({ code: 2, stderr: expect.stringContaining('There is listjobs, createjob') });
    const slip = await capstan(['call', 'northflank-jobs-complete', 'run-jbo']);
    expect(slip).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean run-job?') });
    const many = await capstan(['call', 'northflank-jobs-complete', 'nonsense']);
    expect(many.stderr).toMatch(/ and \d+ more; capstan plan lists them\.\n$/);
    const input = await capstan(['call', 'northflank-jobs', 'run-job', 'job=x']);
    expect(input).toMatchObject({ code: 2, stderr: expect.stringContaining('jobId') });
  });
});

/** Opens terminals, where it is there in the form that Linux has. */
const hasScript = spawnSync('script', ['--version']).status === 0;

describe('run', () => {
  let taken: TestServer;
  beforeAll(async () => void (taken = await serveTcp(() => undefined)));
  afterAll(() => taken.close());

  it('says in one line which port is in use and how to move', async () => {
    const { port } = taken;
    const { code, stderr } = await capstan(['run', '--port', '0', '--port', `northflank-jobs-rest=${port}`]);
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`Port ${port} is in use. Move the server with --port northflank-jobs-rest=PORT`);
  });
  it('moves the only server there is to a bare port', async () => {
    const free = await freePort();
    const served = await serve(['run', file('ping.yaml', document), '--port', String(free)]);
    expect(served.urls['ping-rest']).toBe(`http://127.0.0.1:${free}`);
    await served.stop();
  });
  it('says what is missing, what to try, and where to read on', async () => {
    const path = file('ping.yaml', document);
    const { stdout } = await capstan(['run', path, '--port', '0'], { stopWhen: /Stop with/ });
    expect(stdout).toContain('calls https://api.example.com; every call is refused without PING_KEY\n');
    expect(stdout).toMatch(/\n {2}curl http:\S+\/ping\/ID\n/);
    expect(stdout).toContain(`capstan check ${path} says what. Stop with Ctrl-C.`);
  });
  it.each([
    ['', 'ping-rest: callers are asked for nothing', / curl \S+\n/],
    ["authentication: {type: bearer, token: '{{DOOR}}'}", undefined, / -H 'Authorization: Bearer …'\n/],
  ])('says what it opens to the network, and to whom: %s', async (authentication, warning, example) => {
    const path = file('open.yaml', document.replace('port: 8080', `port: 8080\n    ${authentication}`));
    const env = { PING_KEY: 'abcdefgh', DOOR: 'ijklmnop' };
    const { stdout, stderr } = await capstan(['run', path, '--port', '0', '--host', '0.0.0.0'], {
      env,
      stopWhen: /Stop with/,
    });
    if (warning === undefined) expect(stderr).toBe('');
    else expect(stderr).toContain(warning);
    expect(stdout).toMatch(example);
    expect((await capstan(['run', path, '--port', '0'], { env, stopWhen: /Stop with/ })).stderr).toBe('');
  });
  it.skipIf(!hasScript)('stops when its terminal is closed', async () => {
    const command = `'${process.execPath}' '${cli}' run --sandbox --port 0 --json --log-level silent`;
    const terminal = spawn('script', ['-qfec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const [line] = (await once(terminal.stdout, 'data')) as [Buffer];
    const ready = JSON.parse(line.toString()) as { readonly servers: readonly { readonly url: string }[] };
    const answers = (): Promise<boolean> =>
      fetch(ready.servers[0]?.url ?? '').then(
        () => true,
        () => false,
      );
    expect(await answers()).toBe(true);
    terminal.kill('SIGKILL');
    await expect.poll(answers, { timeout: 5000 }).toBe(false);
  });
  it.each(['run', 'check', 'plan'])('does without no overlay that cannot be applied: %s', async (command) => {
    const overlay = file('closed.yaml', "overlay: 1.0.0\nactions: [{target: '$.[', update: {}}]\n");
    const { code, stdout, stderr } = await capstan([command, file('ping.yaml', document), '--overlay', overlay]);
    expect(code).toBe(1);
    expect(stdout + stderr).toContain('overlay-target');
    expect(stdout + stderr).not.toContain('ping-rest');
  });
  it('refuses a document without servers', async () => {
    const { code, stderr } = await capstan(['run', '-'], { input: 'naftiko: 1.0.0-alpha2\ncapability: {}\n' });
    expect(code).toBe(1);
    expect(stderr).toContain('Nothing to serve');
  });
  it('finds the document within the text of a page', async () => {
    const page = `Ping · Capability\n\nRun with Naftiko\n\nping.yaml Raw ↑\n${document}\nRelated capabilities\nPong\n`;
    const upstream = await recordingUpstream();
    const served = await serve(['run', '-', '--port', '0', '--base-uri', upstream.url], {
      input: page,
      env: { PING_KEY: 'abcdefgh' },
    });
    expect((await fetch(`${served.urls['ping-rest']}/ping/1`)).status).toBe(200);
    expect(upstream.requests[0]).toMatchObject({ url: '/ping/1', headers: { authorization: 'Bearer abcdefgh' } });
    await served.stop();
    await upstream.close();
  });
  it('reads the documents again on SIGHUP, and keeps the old ones when the new ones are broken', async () => {
    const upstream = await recordingUpstream();
    const path = file('reloaded.yaml', document);
    const served = await serve(['run', path, '--port', '0', '--base-uri', upstream.url], {
      env: { PING_KEY: 'abcdefgh' },
    });
    const status = async (suffix: string): Promise<number> =>
      (await fetch(`${served.urls['ping-rest']}${suffix}`)).status;
    expect(await status('/pong/1')).toBe(404);
    file('reloaded.yaml', document.replaceAll('/ping/{id}', '/pong/{id}'));
    served.process.kill('SIGHUP');
    await expect.poll(() => status('/pong/1'), { timeout: 5000 }).toBe(200);
    file('reloaded.yaml', 'naftiko: [');
    served.process.kill('SIGHUP');
    await expect.poll(() => served.output().stderr, { timeout: 5000 }).toContain('Not reloaded');
    expect(await status('/pong/1')).toBe(200);
    await served.stop();
    await upstream.close();
  });
});
