import type { Json } from '../json/json.ts';
import type { JsonSchema } from '../json/schema.ts';
import type { Authentication, CallerAuthentication } from './authentication.ts';
import type { ConfirmPolicy } from './confirm.ts';
import type { Place } from '../problem/diagnostic.ts';

/**
 * The one normalised model: every dialect ends here, with all that the document leaves out already inferred.
 * Nothing behind it knows of dialects.
 */
export interface Capability {
  /** Short and unique enough to name it in output: the document's file name, or its title as a slug. */
  readonly name: string;
  readonly display: string;
  readonly description: string | undefined;
  /** As written: `naftiko 1.0.0-alpha2`. */
  readonly version: string;
  readonly binds: readonly Bind[];
  readonly consumes: readonly Consume[];
  readonly exposes: readonly Expose[];
}

/** Where the values of variables come from: `{{env.API_KEY}}` is key `API_KEY` of the bind `env`. */
export interface Bind {
  readonly namespace: string;
  /** The URI of the values' source; undefined for the environment. */
  readonly location: string | undefined;
  /** Variable name to the key it has in the bind's source. */
  readonly keys: ReadonlyMap<string, string>;
  readonly place: Place | undefined;
}

/** An HTTP API that the capability calls. */
export interface Consume {
  readonly namespace: string;
  readonly baseUri: string;
  /** The kind of tunnel that leads there, where nothing else does. */
  readonly tunnel?: string | undefined;
  readonly description: string | undefined;
  readonly authentication: Authentication | undefined;
  /** Those that every operation takes, for requests that are no operation (`forward`). */
  readonly parameters: readonly Parameter[];
  readonly operations: readonly ConsumedOperation[];
  readonly place: Place | undefined;
}

export interface ConsumedOperation {
  readonly namespace: string;
  readonly name: string;
  readonly method: string;
  /** Below the base URI, with placeholders in single braces. */
  readonly path: string;
  readonly description: string | undefined;
  /** All that apply: of the adapter, the resource and the operation, and the placeholders declared nowhere. */
  readonly parameters: readonly Parameter[];
  /** The body as the document writes it; undefined when the parameters in the body are all there is of it. */
  readonly body: WrittenBody | undefined;
  readonly answer: AnswerFormat;
  /** What later steps see of the answer; undefined for all of it. */
  readonly projection: Shape | undefined;
  readonly place: Place | undefined;
}

/** What the upstream answers in. */
export interface AnswerFormat {
  readonly format: RawFormat;
  /** For avro and protobuf the file of the schema; for html a CSS selector, for markdown a heading. */
  readonly schema: string | undefined;
  /** What to call the answer instead of what the upstream calls it. */
  readonly mediaType: string | undefined;
}

export const rawFormats = [
  'json',
  'xml',
  'yaml',
  'csv',
  'tsv',
  'psv',
  'html',
  'markdown',
  'avro',
  'protobuf',
  'binary',
] as const;
export type RawFormat = (typeof rawFormats)[number];

export interface WrittenBody {
  readonly content: RequestBody;
  /** What the templates in it call a parameter, to the parameter's name; what is not here is a bind's variable. */
  readonly names: ReadonlyMap<string, string>;
}

/** The body a document writes for an operation; every text in it is a template over the operation's arguments and the binds. */
export type RequestBody =
  /** An object, a list or another value; or a text, which is a JSON text with templates in it. */
  | { readonly kind: 'json'; readonly data: Json }
  /** Text, XML, SPARQL, or a plain string. */
  | { readonly kind: 'text'; readonly mediaType: string; readonly text: string }
  /** `application/x-www-form-urlencoded`; a text is a template of the whole. */
  | { readonly kind: 'form'; readonly fields: ReadonlyMap<string, Json> | string }
  | { readonly kind: 'multipart'; readonly parts: readonly BodyPart[] }
  /** Of a type that is known by name only; nothing is ever sent with it. */
  | { readonly kind: 'unsupported'; readonly type: string };

export interface BodyPart {
  readonly name: string;
  readonly value: Json;
  readonly filename: string | undefined;
  readonly contentType: string | undefined;
}

/** `body` is the whole body, `member` a member of a JSON object in it, `variable` a value for templates alone. */
export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie' | 'body' | 'member' | 'variable';

export interface Parameter {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly schema: JsonSchema;
  /** A value the document fixes; a string may be a template over binds. */
  readonly constant?: Json;
  /** The input that fills it where a call says nothing else: `$this.namespace.name`. */
  readonly reference?: string;
  /** Present where the document needs it and declares it nowhere. */
  readonly inferred?: true;
}

export type Expose = RestExpose | McpExpose | SkillExpose;

interface Server {
  readonly namespace: string;
  readonly description: string | undefined;
  readonly port: number;
  /** What callers must show; its templates may refer to binds. */
  readonly authentication: CallerAuthentication | undefined;
  readonly place: Place | undefined;
}

export interface RestExpose extends Server {
  readonly type: 'rest';
  readonly operations: readonly RestOperation[];
  readonly forwards: readonly Forward[];
}

/** Everything below a path, passed on to a consumed API as it comes. */
export interface Forward {
  /** Without the placeholder at its end that stands for the rest. */
  readonly path: string;
  /** The consumed API's namespace. */
  readonly target: string;
  /** Lower-cased names of the caller's headers that go along. */
  readonly trustedHeaders: readonly string[];
  /** What the token of a caller must allow, beside what its server asks of all. */
  readonly scopes: readonly string[];
  readonly place: Place | undefined;
}

export interface McpExpose extends Server {
  readonly type: 'mcp';
  readonly transport: 'http' | 'stdio';
  readonly tools: readonly ExposedOperation[];
  readonly resources: readonly ExposedResource[];
  readonly prompts: readonly ExposedPrompt[];
  /** How long clients may keep what they get; where the document does not say, the protocol's face decides. */
  readonly caching: { readonly ttlMs: number | undefined; readonly scope: 'public' | 'private' | undefined };
}

/** Tells agents of skills; it calls nothing. */
export interface SkillExpose extends Server {
  readonly type: 'skill';
  readonly skills: readonly ExposedSkill[];
}

/** Knowledge for agents: what it is good for, the tools that belong to it, and a folder of files (agentskills.io). */
export interface ExposedSkill {
  readonly name: string;
  readonly description: string;
  readonly license: string | undefined;
  /** What it needs to work, in words. */
  readonly compatibility: string | undefined;
  readonly metadata: ReadonlyMap<string, string>;
  /** Names of tools that may be used without asking, with spaces between them. */
  readonly allowedTools: string | undefined;
  readonly argumentHint: string | undefined;
  readonly userInvocable: boolean | undefined;
  readonly disableModelInvocation: boolean | undefined;
  /** The folder of its files; relative to the document. */
  readonly location: string | undefined;
  readonly tools: readonly ExposedSkillTool[];
  readonly place: Place | undefined;
}

/** Something an agent does with a skill. The skill only tells of it: it is called where it is served. */
export interface ExposedSkillTool {
  readonly name: string;
  readonly description: string;
  readonly source:
    /** What another server of this document exposes; `namespace` and `action` as they are written. */
    | {
        readonly kind: 'operation';
        readonly namespace: string;
        readonly action: string;
        readonly operation: ExposedOperation;
      }
    /** The way to a file in the skill's folder that says how it is done. */
    | { readonly kind: 'instruction'; readonly file: string };
  readonly place: Place | undefined;
}

/** Something MCP clients read by its URI. */
export interface ExposedResource {
  readonly name: string;
  readonly title: string | undefined;
  readonly description: string | undefined;
  /** With placeholders it stands for many, and each placeholder is an input of the operation. */
  readonly uri: string;
  readonly mimeType: string | undefined;
  /** Whether it is given as bytes, even where it is text. */
  readonly isBinary: boolean;
  readonly source:
    | { readonly kind: 'operation'; readonly operation: ExposedOperation }
    /** A file, or a folder of files; relative to the document. */
    | { readonly kind: 'files'; readonly location: string };
  /** What the token of its reader must allow beside what the server asks for. */
  readonly scopes: readonly string[];
  readonly place: Place | undefined;
}

/** Messages for a model that a person chooses, made of what they fill in. */
export interface ExposedPrompt {
  readonly name: string;
  readonly title: string | undefined;
  readonly description: string | undefined;
  /** What a person fills in; always given as text. */
  readonly arguments: readonly Input[];
  readonly source:
    /** Their texts are templates over the arguments, and over nothing else. */
    | { readonly kind: 'messages'; readonly messages: readonly PromptMessage[] }
    /** The file of one such text, from the user; relative to the document. */
    | { readonly kind: 'file'; readonly location: string }
    /** Its answer is the message. */
    | { readonly kind: 'operation'; readonly operation: ExposedOperation };
  /** What the token of who chooses it must allow beside what the server asks for. */
  readonly scopes: readonly string[];
  readonly place: Place | undefined;
}

export interface PromptMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** Something a face offers: which inputs it takes, what it does with them, what comes back. */
export interface ExposedOperation {
  readonly name: string;
  /** For people; left out, it is made of the name. */
  readonly title?: string | undefined;
  readonly description: string | undefined;
  readonly hints: Hints;
  /** What the token of a caller must allow, beside what its server asks of all. */
  readonly scopes: readonly string[];
  readonly inputs: readonly Input[];
  /** Values for inputs of the aggregate's flow that this refers to, filled in before it runs. */
  readonly bindings: readonly Argument[];
  readonly flow: Flow;
  readonly output: Output;
  /** Whether a person is asked before an MCP client may call it; left out, as whoever runs it says. */
  readonly confirm?: ConfirmPolicy | undefined;
  /** How many characters of an answer a model is given; left out, as whoever runs it says. */
  readonly maxResultSize?: number | undefined;
  readonly place: Place | undefined;
}

export type Flow =
  | Call
  /** Run one after the other; the output is made of what they came to, by their names. */
  | { readonly kind: 'steps'; readonly steps: readonly Step[] }
  /** Calls nothing: the output's constants are the answer. */
  | { readonly kind: 'mock' };

/** One consumed operation, and how inputs become its parameters. */
export interface Call {
  readonly kind: 'call';
  readonly call: ConsumedOperation;
  readonly arguments: readonly Argument[];
}

export type Step = (Call | Lookup) & { readonly name: string };

/** Finds the entries of an earlier step's list whose field `match` is one of the values looked up. */
export interface Lookup {
  readonly kind: 'lookup';
  /** The earlier step's name. */
  readonly index: string;
  readonly match: string;
  readonly value: Value;
  /** What is kept of an entry. */
  readonly fields: readonly string[];
}

export interface RestOperation extends ExposedOperation {
  readonly method: string;
  readonly path: string;
  /** The names of the inputs that the placeholders of `path` feed, in its order; undefined for one that feeds none. */
  readonly placeholders: readonly (string | undefined)[];
}

/** What the model or the developer should expect of a call; all four are always decided. */
export interface Hints {
  readonly readOnly: boolean;
  readonly destructive: boolean;
  readonly idempotent: boolean;
  readonly openWorld: boolean;
}

/** One thing an operation accepts. `in` is where a REST caller puts it (never `variable`); a model passes every input as an argument. */
export interface Input {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  /** Self-contained, with its description in it; an absent type means any JSON value. */
  readonly schema: JsonSchema;
}

/** What a parameter of the consumed operation is filled with. */
export interface Argument {
  readonly parameter: string;
  readonly value: Value;
}

/** One source of a value, or an object or a list of values; what has no value is left out of these. */
export type Value = Source | { readonly members: ReadonlyMap<string, Value> } | { readonly items: readonly Value[] };

/** A caller's input, a constant, a template over inputs and earlier steps, or a JSONPath into them (`$.step.field`). */
export type Source =
  | { readonly input: string }
  | { readonly constant: Json }
  | { readonly template: string }
  | { readonly path: string };

/** `untouched`: the upstream's answer as it is. `decoded`: the JSON of an answer in another format. `mapped`: a value built from it. */
export type Output =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'decoded' }
  | { readonly kind: 'mapped'; readonly shape: Shape };

/** How to build one value: from a JSONPath into the value at hand, from a constant (a text may be a template over inputs), or from its parts. */
export interface Shape {
  readonly type: string | undefined;
  readonly description: string | undefined;
  readonly path: string | undefined;
  readonly constant: Json | undefined;
  readonly properties: ReadonlyMap<string, Shape> | undefined;
  readonly items: Shape | undefined;
  readonly place: Place | undefined;
}
