import { normalisedName } from '../../expression/placeholders.ts';
import { parseReference } from '../../expression/reference.ts';
import { isTemplate, readTemplate } from '../../expression/template.ts';
import type { Json } from '../../json/json.ts';
import type { Argument, ConsumedOperation, Input, Parameter } from '../model.ts';
import type { Reader } from '../reader.ts';

/** What an exposed operation accepts and how it becomes what the consumed operation takes. */
export interface Wiring {
  readonly inputs: readonly Input[];
  readonly arguments: readonly Argument[];
}

/**
 * Wires an exposed operation to the one it calls. A published document declares no inputs of its own, so they are: what
 * its `with` refers to, and every parameter of the consumed operation that `with` does not pass; each with the consumed
 * parameter's type, description and need.
 *
 * @param prefixes what a reference to an own input may begin with: the expose's namespace, and `rest` or `tools`.
 */
export function inferWiring(
  exposed: Reader,
  call: ConsumedOperation,
  declared: readonly Input[],
  prefixes: ReadonlySet<string>,
): Wiring {
  const inputs = new Map(declared.map((input) => [input.name, input]));
  const wired: Argument[] = [];
  const passed = readWith(exposed, call);

  for (const parameter of call.parameters) {
    if (parameter.constant !== undefined) continue;
    const written = passed.get(parameter.name);
    const value =
      written === undefined ? ownInput(parameter, inputs) : readValue(written, prefixes, exposed, parameter);
    wired.push({ parameter: parameter.name, value });
    for (const name of inputNames(value, prefixes)) {
      const known = inputs.get(name);
      inputs.set(name, known ? complete(known, parameter) : fromParameter(name, parameter, 'template' in value));
    }
  }
  if (declared.length === 0 && inputs.size > 0) {
    exposed.report(
      'inferred-inputs',
      `The inputs of \`${exposed.path}\` are inferred from ${call.namespace}.${call.name}: ${[...inputs.keys()].join(', ')}.`,
    );
  }
  return { inputs: [...inputs.values()], arguments: wired };
}

/** The `with` entries by the exact name of the parameter they fill; names may differ in case and punctuation. */
function readWith(exposed: Reader, call: ConsumedOperation): ReadonlyMap<string, Json> {
  const written = exposed.child('with');
  const entries = Object.entries((exposed.value('with') ?? {}) as Readonly<Record<string, Json>>);
  const passed = new Map<string, Json>();
  for (const [key, value] of written ? entries : []) {
    const parameter =
      call.parameters.find(({ name }) => name === key) ??
      call.parameters.find(({ name }) => normalisedName(name) === normalisedName(key));
    if (parameter) passed.set(parameter.name, value);
    else {
      written?.report(
        'unknown-argument',
        `\`with\` passes \`${key}\`, which ${call.namespace}.${call.name} does not take.`,
        {
          key,
          fix: `It takes ${call.parameters.map(({ name }) => name).join(', ') || 'nothing'}.`,
        },
      );
    }
  }
  return passed;
}

function readValue(
  written: Json,
  prefixes: ReadonlySet<string>,
  exposed: Reader,
  parameter: Parameter,
): Argument['value'] {
  if (typeof written !== 'string') return { constant: written };
  if (isTemplate(written)) return { template: written };
  const reference = parseReference(written);
  if (reference && prefixes.has(reference.prefix)) return { input: reference.name };
  exposed.report(
    'literal-argument',
    `\`with\` gives ${parameter.name} the text \`${written}\`, which refers to no input; it is passed as written.`,
    {
      key: 'with',
    },
  );
  return { constant: written };
}

/** The exposed operation's own input for a parameter: of the same name, or of one that differs in case and punctuation. */
function ownInput(parameter: Parameter, inputs: ReadonlyMap<string, Input>): { readonly input: string } {
  if (inputs.has(parameter.name)) return { input: parameter.name };
  const wanted = normalisedName(parameter.name);
  return { input: [...inputs.keys()].find((name) => normalisedName(name) === wanted) ?? parameter.name };
}

/** The inputs a value refers to; a template names them bare or with a prefix. */
export function inputNames(value: Argument['value'], prefixes: ReadonlySet<string>): readonly string[] {
  if ('input' in value) return [value.input];
  if (!('template' in value)) return [];
  const names = readTemplate(value.template)?.names ?? []; // compiling the operation complains of one that cannot be read
  return names.flatMap((name) => {
    const reference = parseReference(name);
    if (!reference) return [name];
    return prefixes.has(reference.prefix) ? [reference.name] : [];
  });
}

function fromParameter(name: string, parameter: Parameter, inTemplate: boolean): Input {
  // A template makes a text of it, whatever the parameter's own type is.
  const schema = inTemplate ? { type: 'string' } : parameter.schema;
  return { name, in: parameter.in, required: parameter.required, schema };
}

function complete(input: Input, parameter: Parameter): Input {
  return { ...input, schema: { ...parameter.schema, ...input.schema } };
}
