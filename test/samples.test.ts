/**
 * Golden samples: each file of test/samples is a document, and calls with what they must send upstream and answer. They
 * are meant to be read: what Capstan makes of a document is shown there, not described.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { load as parseYaml } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../src/capability/normalise.ts';
import { loadDocument } from '../src/document/load-document.ts';
import { compile, createLog, start, type Program, type Running } from '../src/index.ts';
import { createMask } from '../src/consume/mask.ts';
import { createReport } from '../src/problem/report.ts';
import { recordingUpstream, type Answer, type RecordingUpstream } from './support/recording-upstream.ts';

interface Sample {
  readonly about: string;
  readonly document: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly diagnostics?: readonly string[];
  readonly calls: readonly SampleCall[];
}

interface SampleCall {
  readonly rest?: {
    readonly request: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly tool?: { readonly name: string; readonly arguments?: unknown };
  readonly upstream?: Answer;
  readonly sends:
    | 'nothing'
    | { readonly request: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };
  readonly answers?: {
    readonly status?: number;
    readonly code?: string;
    readonly body?: unknown;
    readonly isError?: boolean;
    readonly says?: string;
  };
}

const folder = new URL('./samples/', import.meta.url);

for (const file of readdirSync(folder).sort()) {
  const sample = parseYaml(readFileSync(new URL(file, folder), 'utf8')) as Sample;

  describe(`${file}: ${sample.about}`, () => {
    let upstream: RecordingUpstream;
    let program: Program;
    let running: Running;
    const report = createReport();

    beforeAll(async () => {
      upstream = await recordingUpstream();
      const document = loadDocument(file, sample.document.replaceAll('https://api.example.com', upstream.url), report);
      if (!document) throw new Error(JSON.stringify(report.diagnostics));
      program = compile(
        normalise(document, report),
        { contracts: new Map() },
        {
          given: new Map(),
          environment: sample.environment ?? {},
          baseUris: new Map(),
          contractMode: 'lenient',
          timeout: 5000,
          maxAnswerBytes: 1_000_000,
        },
      );
      const log = createLog({ level: 'silent', format: 'text', mask: () => createMask([]) });
      running = await start([program], { host: '127.0.0.1', port: () => 0, maxBodyBytes: 100_000, log });
    });
    afterAll(async () => {
      await running?.stop();
      await upstream?.close();
    });

    if (sample.diagnostics) {
      it('is diagnosed', () => {
        const codes = [...report.diagnostics, ...program.diagnostics].map(({ code }) => code);
        expect([...new Set(codes)].sort()).toEqual([...(sample.diagnostics ?? [])].sort());
      });
    }

    for (const call of sample.calls) {
      it(call.rest?.request ?? `${call.tool?.name} ${JSON.stringify(call.tool?.arguments ?? {})}`, async () => {
        upstream.answer = call.upstream ?? {};
        const before = upstream.requests.length;
        const answer = call.rest ? await callRest(running, call.rest) : await callTool(running, call.tool);
        expect(answer).toMatchObject(call.answers ?? {});
        const sent = upstream.requests.slice(before);
        if (call.sends === 'nothing') {
          expect(sent).toEqual([]);
          return;
        }
        expect(sent).toHaveLength(1);
        expect(`${sent[0]?.method} ${sent[0]?.url}`).toBe(call.sends.request);
        expect(sent[0]?.headers).toMatchObject(call.sends.headers ?? {});
        if (call.sends.body !== undefined) expect(sent[0]?.body).toBe(call.sends.body);
      });
    }
  });
}

async function callRest(
  running: Running,
  { request, headers = {}, body }: NonNullable<SampleCall['rest']>,
): Promise<object> {
  const [method = 'GET', path = '/'] = request.split(/ (.*)/s);
  const base = running.servers.find(({ type }) => type === 'rest')?.url ?? '';
  const response = await fetch(base + path, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  const value: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, body: value, code: (value as { code?: string } | undefined)?.code };
}

async function callTool(running: Running, tool: SampleCall['tool']): Promise<object> {
  const url = running.servers.find(({ type }) => type === 'mcp')?.url ?? '';
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: tool?.name, arguments: tool?.arguments ?? {} },
    }),
  });
  const { result } = (await response.json()) as {
    result: {
      isError?: boolean;
      content: { text: string }[];
      structuredContent?: unknown;
      _meta?: Record<string, { code?: string }>;
    };
  };
  return {
    isError: result.isError ?? false,
    body: result.structuredContent,
    says: result.content[0]?.text,
    code: result._meta?.['capstan/error']?.code,
  };
}
