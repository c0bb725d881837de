import { normalisedName } from '../../expression/placeholders.ts';
import { isTemplate, readTemplate } from '../../expression/template.ts';
import type { Json } from '../../json/json.ts';
import type { JsonSchema } from '../../json/schema.ts';
import type {
  Argument,
  Call,
  ConsumedOperation,
  Input,
  Parameter,
  ParameterLocation,
  Source,
  Value,
} from '../model.ts';
import type { Reader } from '../reader.ts';
import { ownName } from '../scope.ts';
import { describePart } from './body-schema.ts';
import { inputNames, readValue, type ValueScope } from './value.ts';

/** The inputs of an exposed operation while they are being found: those it declares, and those its calls need. */
export type FoundInputs = Map<string, Input>;

export interface WiringOptions {
  readonly scope: Omit<ValueScope, 'inputs'>;
  /** Whether a parameter that `with` does not pass becomes an input of its own. */
  readonly offers: (parameter: Parameter) => boolean;
}

/**
 * Wires inputs to a consumed operation. A published document declares no inputs of its own, so they are: what its `with`
 * refers to, and the parameters that `with` does not pass; each with the consumed parameter's type, description and need.
 *
 * @param inputs is added to.
 */
export function wireCall(caller: Reader, call: ConsumedOperation, inputs: FoundInputs, options: WiringOptions): Call {
  const { offers } = options;
  const open = call.parameters.filter(({ constant }) => constant === undefined).map(({ name }) => name);
  const scope = { ...options.scope, inputs: new Set([...inputs.keys(), ...open]) };
  const wired: Argument[] = [];
  const { passed, unknown } = readWith(caller, call);
  for (const parameter of call.parameters) {
    if (parameter.constant !== undefined) continue;
    const written = passed.get(parameter.name) ?? referenceOf(parameter, options.scope);
    const value = written === undefined ? ownInput(parameter, call, inputs, offers) : readValue(written, scope);
    if (value === undefined) continue;
    if ('constant' in value && looksLikeReference(value.constant)) reportLiteral(caller, parameter, value.constant);
    wired.push({ parameter: parameter.name, value });
    for (const [part, source] of partsOf(parameter, value)) {
      for (const name of inputNames(source, scope)) {
        const known = inputs.get(name);
        inputs.set(name, known ? complete(known, part, source) : fromParameter(name, part, source));
      }
    }
  }
  // What the document lets callers give is theirs to give, also where it goes nowhere.
  for (const name of unknown.flatMap((written) => inputNames(readValue(written, scope), scope))) {
    if (!inputs.has(name))
      inputs.set(name, { name, in: name === 'body' ? 'body' : 'member', required: false, schema: {} });
  }
  return { kind: 'call', call, arguments: wired };
}

/** A reference that a parameter has of its own means an input of the server that calls, or nothing. */
function referenceOf({ reference }: Parameter, { prefixes }: WiringOptions['scope']): string | undefined {
  return reference !== undefined && ownName(reference, prefixes) !== undefined ? reference : undefined;
}

interface With {
  /** By the exact name of the parameter they fill. */
  readonly passed: ReadonlyMap<string, Json>;
  /** The values of those that fill none. */
  readonly unknown: readonly Json[];
}

/** The `with` entries; their names may differ in case and punctuation from those of parameters that have none of their own. */
function readWith(caller: Reader, call: ConsumedOperation): With {
  const written = caller.child('with');
  const entries = Object.entries((caller.value('with') ?? {}) as Readonly<Record<string, Json>>);
  const exact = new Set(written?.keys());
  const passed = new Map<string, Json>();
  const unknown: Json[] = [];
  for (const [key, value] of written ? entries : []) {
    const isLeft = (name: string): boolean => !exact.has(name) && !passed.has(name);
    const parameter =
      call.parameters.find(({ name }) => name === key) ??
      call.parameters.find(({ name }) => normalisedName(name) === normalisedName(key) && isLeft(name));
    if (parameter) passed.set(parameter.name, value);
    else {
      unknown.push(value);
      written?.report(
        'unknown-argument',
        `\`with\` passes \`${key}\`, which ${call.namespace}.${call.name} does not take; it is not sent.`,
        { key, fix: `It takes ${call.parameters.map(({ name }) => name).join(', ') || 'nothing'}.` },
      );
    }
  }
  return { passed, unknown };
}

/** A plain word is a constant anybody would write so; a text with a dot may have been meant to refer to something. */
function looksLikeReference(constant: Json): constant is string {
  return typeof constant === 'string' && /^[\w-]+\.[\w.-]+$/.test(constant) && Number.isNaN(Number(constant));
}

function reportLiteral(caller: Reader, parameter: Parameter, text: string): void {
  caller.report(
    'literal-argument',
    `\`with\` gives ${parameter.name} the text \`${text}\`, which refers to no input; it is passed as written.`,
    { key: 'with' },
  );
}

/**
 * The own input for a parameter: of the same name, or of one that differs in case and punctuation and is not another
 * parameter's.
 */
function ownInput(
  parameter: Parameter,
  { parameters }: ConsumedOperation,
  inputs: FoundInputs,
  offers: WiringOptions['offers'],
): { readonly input: string } | undefined {
  if (inputs.has(parameter.name)) return { input: parameter.name };
  const wanted = normalisedName(parameter.name);
  const others = new Set(parameters.map(({ name }) => name));
  const alike = [...inputs.keys()].find((name) => normalisedName(name) === wanted && !others.has(name));
  if (alike !== undefined) return { input: alike };
  return offers(parameter) ? { input: parameter.name } : undefined;
}

/** A parameter, and each part of it that has a source of its own; a part without a value is left out, so none is required. */
function partsOf(parameter: Parameter, value: Value): readonly (readonly [Parameter, Source])[] {
  const part = (schema: JsonSchema | undefined): Parameter => ({
    ...parameter,
    required: false,
    schema: schema ?? {},
  });
  const { properties = {}, items } = parameter.schema;
  if ('members' in value) {
    const names = [...value.members.keys()].filter(isTemplate);
    return [
      ...names.map((template) => [part({ type: 'string' }), { template }] as const),
      ...[...value.members].flatMap(([name, member]) =>
        partsOf(part(Object.hasOwn(properties, name) ? properties[name] : undefined), member),
      ),
    ];
  }
  return 'items' in value ? value.items.flatMap((item) => partsOf(part(items), item)) : [[parameter, value]];
}

function fromParameter(name: string, parameter: Parameter, value: Source): Input {
  if ('path' in value) {
    if (name !== 'body') return { name, in: 'query', required: parameter.required, schema: {} };
    return { name, in: 'body', required: parameter.required, schema: describePart({}, value.path, parameter) };
  }
  // A template makes a text of it, whatever the parameter's own type is.
  const schema = standsAlone(value) ? parameter.schema : { type: 'string' };
  return { name, in: callerSide(parameter.in), required: parameter.required, schema };
}

/** A value for templates has no place in a request, so callers give it as a member of the body. */
function callerSide(location: ParameterLocation): ParameterLocation {
  return location === 'variable' ? 'member' : location;
}

function complete(input: Input, parameter: Parameter, value: Source): Input {
  if ('path' in value && input.in === 'body') {
    const required = input.required || parameter.required;
    return { ...input, required, schema: describePart(input.schema, value.path, parameter) };
  }
  return standsAlone(value) ? { ...input, schema: { ...parameter.schema, ...input.schema } } : input;
}

/** Whether an input is passed as it is: by reference, or alone in a template. */
function standsAlone(value: Source): boolean {
  return 'input' in value || ('template' in value && readTemplate(value.template)?.only !== undefined);
}
