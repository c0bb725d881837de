import { readFileSync } from 'node:fs';
import { load as parseYaml } from 'js-yaml';
import type { Answer } from './recording-upstream.ts';

/** One file of test/samples. `https://api.example.com` stands for the upstream wherever it is written. */
export interface Sample {
  /** What it shows, in a sentence. */
  readonly about: string;
  readonly document: string;
  /** Files by their paths from the document. */
  readonly files?: Texts;
  readonly environment?: Texts;
  /** As given with --var. */
  readonly variables?: Texts;
  /** As given with --base-uri. */
  readonly baseUris?: Texts;
  /** Every code that is said of the document. */
  readonly diagnostics?: readonly string[];
  /** The namespaces that are served. */
  readonly serves?: readonly string[];
  /** What `tools/list` says, or a part of it. */
  readonly tools?: readonly object[];
  /** Likewise of resources, of templates of resources, and of prompts. */
  readonly resources?: readonly object[];
  readonly templates?: readonly object[];
  readonly prompts?: readonly object[];
  readonly calls?: readonly SampleCall[];
}

export type Texts = Readonly<Record<string, string>>;

export interface SampleCall {
  readonly rest?: RestCall;
  readonly tool?: ToolCall;
  readonly resource?: ResourceCall;
  readonly prompt?: PromptCall;
  /** What the upstream answers; a list where it is called more than once. */
  readonly upstream?: Answer | readonly Answer[];
  readonly sends: 'nothing' | Sent | readonly Sent[];
  readonly answers?: Answered;
}

/** `on` is the namespace, where there is more than one server of the kind. */
export interface RestCall {
  readonly on?: string;
  /** Method and target: `GET /books?page=2`. */
  readonly request: string;
  readonly headers?: Texts;
  readonly body?: string;
}

export interface ToolCall {
  readonly on?: string;
  readonly name: string;
  readonly arguments?: unknown;
  readonly headers?: Texts;
}

export interface ResourceCall {
  readonly on?: string;
  readonly uri: string;
}

export interface PromptCall {
  readonly on?: string;
  readonly name: string;
  readonly arguments?: unknown;
}

/** A request as it must reach the upstream; what is left out may be anything. */
export interface Sent {
  readonly request: string;
  readonly headers?: Headers;
  /** The very text of the body, '' for none, or `/a pattern of it/`. */
  readonly body?: string;
  /** The body as a JSON value. */
  readonly json?: unknown;
  /** The body as the parts of a multipart form. */
  readonly parts?: readonly Part[];
}

/** By name in small letters: the text, `/a pattern of it/`, or null for a header that must not be there. */
export type Headers = Readonly<Record<string, string | null>>;

/** One field of a form, or one file. */
export interface Part {
  readonly name: string;
  readonly value: string;
  readonly filename?: string;
  readonly type?: string;
}

/** An answer as the caller must get it; what is left out may be anything. */
export interface Answered {
  readonly status?: number;
  readonly headers?: Headers;
  /** Of a refusal or failure. */
  readonly code?: string;
  /** A part of the JSON value that must be there; of a resource or a prompt, of MCP's result or error. */
  readonly body?: unknown;
  /** The whole of it. */
  readonly json?: unknown;
  /** The very text. */
  readonly text?: string;
  /** The very bytes. */
  readonly base64?: string;
  readonly isError?: boolean;
  /** The text a model is given; of a prompt the first message's. */
  readonly says?: string;
}

/** Reads a sample. `<5000 x>` in it stands for x five thousand times. */
export function readSample(file: URL): Sample {
  const text = readFileSync(file, 'utf8').replaceAll(/<(\d+) (\w)>/g, (_, count: string, letter: string) =>
    letter.repeat(Number(count)),
  );
  return parseYaml(text) as Sample; // a sample of another form fails where it is used
}
