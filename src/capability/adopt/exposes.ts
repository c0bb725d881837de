import { isObject } from '../../json/json.ts';
import type { Argument, Capability, Expose, ExposedOperation, Input } from '../model.ts';
import { writtenLocation } from './consumes.ts';
import type { NamedForm, OverlayAction } from './overlay-action.ts';
import { withoutNothing, writeNamed } from './named.ts';
import type { FindNode } from './nodes.ts';

/** Declares the inputs of tools and REST operations, how they are passed on, and the hints of tools. */
export function explicitExposes({ exposes }: Capability, find: FindNode, form: NamedForm): readonly OverlayAction[] {
  return exposes.flatMap((expose) => {
    if (expose.type === 'skill') return [];
    const operations: readonly ExposedOperation[] = expose.type === 'mcp' ? expose.tools : expose.operations;
    return operations.flatMap((operation): readonly OverlayAction[] => {
      const found = find(operation.place);
      if (!found || 'ref' in found.node) return [];
      const { node } = found;
      const declaresInputs = node['inputParameters'] !== undefined || operation.inputs.length === 0;
      const update = withoutNothing({
        inputParameters: declaresInputs
          ? undefined
          : writeNamed(
              operation.inputs.map((input) => declare(input, expose)),
              undefined,
              form,
            ),
        with: passedOn(operation, expose, isObject(node['with']) ? node['with'] : {}),
        hints: expose.type === 'mcp' && node['hints'] === undefined ? operation.hints : undefined,
      });
      if (Object.keys(update).length === 0) return [];
      return [{ target: found.target, description: `Say what ${operation.name} takes`, update }];
    });
  });
}

function declare({ name, in: location, required, schema }: Input, { type }: Expose): { readonly name: string } {
  return withoutNothing({
    name,
    in: type === 'rest' ? writtenLocation(location) : undefined,
    type: schema.type ?? 'string',
    required,
    description: schema.description ?? `The ${name}`,
  });
}

/** The `with` entries that are not written; those that are stay as they are. */
function passedOn(
  { flow }: ExposedOperation,
  { namespace }: Expose,
  written: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> | undefined {
  if (flow.kind !== 'call') return undefined;
  const missing = flow.arguments.filter(({ parameter }) => !Object.hasOwn(written, parameter)).flatMap(refer);
  return missing.length === 0
    ? undefined
    : Object.fromEntries(missing.map(([parameter, input]) => [parameter, `${namespace}.${input}`]));
}

function refer({ parameter, value }: Argument): readonly (readonly [string, string])[] {
  return 'input' in value ? [[parameter, value.input]] : [];
}
