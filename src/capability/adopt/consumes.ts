import type { Capability, Parameter, ParameterLocation } from '../model.ts';
import type { NamedForm, OverlayAction } from './overlay-action.ts';
import { withoutNothing, writeNamed } from './named.ts';
import type { FindNode } from './nodes.ts';

/** Declares the parameters that were inferred from placeholders and from templates of bodies. */
export function explicitConsumes({ consumes }: Capability, find: FindNode, form: NamedForm): readonly OverlayAction[] {
  return consumes.flatMap(({ operations }) =>
    operations.flatMap((operation): readonly OverlayAction[] => {
      const inferred = operation.parameters.filter((parameter) => parameter.inferred);
      const found = find(operation.place);
      if (inferred.length === 0 || !found) return [];
      return [
        {
          target: found.target,
          description: `Declare what ${operation.method} ${operation.path} needs`,
          update: { inputParameters: writeNamed(inferred.map(declare), found.node['inputParameters'], form) },
        },
      ];
    }),
  );
}

function declare({ name, in: location, required, schema }: Parameter): {
  readonly name: string;
  readonly in: string;
} {
  return withoutNothing({
    name,
    in: writtenLocation(location),
    type: schema.type,
    required,
    description: schema.description,
  });
}

/** As documents say it: what fills the templates of a body is in the body. */
export function writtenLocation(location: ParameterLocation): string {
  return location === 'variable' || location === 'member' ? 'body' : location;
}
