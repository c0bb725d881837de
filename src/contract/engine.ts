import { Ajv2020, type FuncKeywordDefinition, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { compilePattern } from '../json/pattern/compile-pattern.ts';
import type { JsonSchema } from '../json/schema.ts';

/** Compiles JSON Schemas of draft 2020-12. */
export interface Engine {
  compile(schema: JsonSchema): ValidateFunction;
}

/** What an object has of its prototype is none of its members: one may be called `constructor`. */
const options: Options = {
  strict: false,
  validateSchema: false,
  logger: false,
  ownProperties: true,
  // Optimizing takes half of compiling, makes no check faster, and leaves variables out that are needed (ajv 8.20).
  code: { regExp: careful, optimize: false },
};

let quick: Engine | undefined;
let compiled = 0;

/** An engine keeps whatever it compiles, so it is replaced now and then: documents come and go with every reload. */
const mostOfOneEngine = 500;

/** Says yes or no, stopping at the first thing that is wrong. */
export function quickEngine(): Engine {
  if (quick === undefined || compiled++ % mostOfOneEngine === 0) quick = engine(options, []);
  return quick;
}

/** Names everything that is wrong, with the given keywords in place of its own of the same names. */
export function thoroughEngine(keywords: (self: Engine) => readonly FuncKeywordDefinition[]): Engine {
  const self: Engine = { compile: (schema) => inner.compile(schema) };
  const inner = engine({ ...options, allErrors: true, verbose: true }, keywords(self));
  return self;
}

function engine(settings: Options, keywords: readonly FuncKeywordDefinition[]): Engine {
  const ajv = new Ajv2020(settings);
  formats.default(ajv);
  for (const definition of keywords) {
    ajv.removeKeyword(String(definition.keyword));
    ajv.addKeyword(definition);
  }
  return { compile: (schema) => ajv.compile(schema) };
}

/** Longer strings are not matched: some published patterns take time that grows with the square of the length. */
const longest = 2000;

/** A contract's pattern, matched with care. What is no ECMAScript pattern at all refuses nothing. */
function careful(pattern: string): { test(text: string): boolean; toString(): string } {
  const expression = compilePattern(pattern);
  return {
    test: (text) => expression === undefined || text.length > longest || expression.test(text),
    // ajv shares expressions that print the same.
    toString: () => pattern,
  };
}
careful.code = 'careful';
