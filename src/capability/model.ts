import type { Json } from '../json/json.ts';
import type { JsonSchema } from '../json/schema.ts';
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
  /** Variable name to the key it has in the bind's source. */
  readonly keys: ReadonlyMap<string, string>;
  readonly place: Place | undefined;
}

/** An HTTP API that the capability calls. */
export interface Consume {
  readonly namespace: string;
  readonly baseUri: string;
  readonly description: string | undefined;
  readonly authentication: Authentication | undefined;
  readonly operations: readonly ConsumedOperation[];
  readonly place: Place | undefined;
}

/** Templates in these may refer to binds. `unsupported` is known by name only and never called with. */
export type Authentication =
  | { readonly type: 'bearer'; readonly token: string }
  | { readonly type: 'basic'; readonly username: string; readonly password: string }
  | { readonly type: 'apikey'; readonly key: string; readonly value: string; readonly placement: 'header' | 'query' }
  | { readonly type: 'unsupported'; readonly name: string };

export interface ConsumedOperation {
  readonly namespace: string;
  readonly name: string;
  readonly method: string;
  /** Below the base URI, with placeholders in single braces. */
  readonly path: string;
  readonly description: string | undefined;
  /** All that apply: of the adapter, the resource and the operation, and the placeholders declared nowhere. */
  readonly parameters: readonly Parameter[];
  /** What the upstream answers in: `json`, `xml`, `csv`, … */
  readonly format: string;
  readonly place: Place | undefined;
}

/** The body a document writes for an operation; every text in it is a template over the operation's arguments and the binds. */
export type RequestBody =
  /** An object, a list or a scalar; or a text, which is a JSON text with templates in it. */
  | { readonly kind: 'json'; readonly data: Json }
  /** Text, XML, SPARQL or a plain string. */
  | { readonly kind: 'text'; readonly mediaType: string; readonly text: string }
  /** `application/x-www-form-urlencoded`; a text is a template of the whole. */
  | { readonly kind: 'form'; readonly fields: ReadonlyMap<string, Json> | string }
  | { readonly kind: 'multipart'; readonly parts: readonly BodyPart[] };

export interface BodyPart {
  readonly name: string;
  readonly value: Json;
  readonly filename: string | undefined;
  readonly contentType: string | undefined;
}

export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie' | 'body';

export interface Parameter {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly schema: JsonSchema;
  /** A value the document fixes; a string may be a template over binds. */
  readonly constant?: Json;
}

export type Expose = RestExpose | McpExpose;

interface Server {
  readonly namespace: string;
  readonly description: string | undefined;
  readonly port: number;
  readonly place: Place | undefined;
}

export interface RestExpose extends Server {
  readonly type: 'rest';
  readonly operations: readonly RestOperation[];
}

export interface McpExpose extends Server {
  readonly type: 'mcp';
  readonly tools: readonly ExposedOperation[];
}

/** Something a face offers: which inputs it takes, how they become the parameters of a consumed operation, what comes back. */
export interface ExposedOperation {
  readonly name: string;
  readonly description: string | undefined;
  readonly hints: Hints;
  readonly call: ConsumedOperation;
  readonly inputs: readonly Input[];
  readonly arguments: readonly Argument[];
  readonly output: Output;
  readonly place: Place | undefined;
}

export interface RestOperation extends ExposedOperation {
  readonly method: string;
  readonly path: string;
  /** Placeholder of `path` to the name of the input it feeds. */
  readonly placeholders: ReadonlyMap<string, string>;
}

/** What the model or the developer should expect of a call; all four are always decided. */
export interface Hints {
  readonly readOnly: boolean;
  readonly destructive: boolean;
  readonly idempotent: boolean;
  readonly openWorld: boolean;
}

/** One thing an operation accepts. `in` is where a REST caller puts it; a model passes every input as an argument. */
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
  readonly value: { readonly input: string } | { readonly constant: Json } | { readonly template: string };
}

/** `untouched`: the upstream's answer as it is. `mapped`: a value built from it. */
export type Output = { readonly kind: 'untouched' } | { readonly kind: 'mapped'; readonly shape: Shape };

/** How to build one value: from a JSONPath into the value at hand, from a constant, or from its parts. */
export interface Shape {
  readonly type: string | undefined;
  readonly description: string | undefined;
  readonly path: string | undefined;
  readonly constant: Json | undefined;
  readonly properties: ReadonlyMap<string, Shape> | undefined;
  readonly items: Shape | undefined;
  readonly place: Place | undefined;
}
