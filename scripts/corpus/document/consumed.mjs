import { entries } from './entries.mjs';

/** Every operation a document consumes, with all the parameters that apply to it. */
export function consumedOperations({ consumes }) {
  return consumes.flatMap((consume) =>
    entries(consume.resources).flatMap((resource) =>
      entries(resource.operations).map((operation) => ({
        namespace: consume.namespace,
        name: operation.name,
        consume,
        method: String(operation.method ?? 'GET').toUpperCase(),
        path: pathOf(resource, operation),
        parameters: merge(
          [consume, resource, operation].flatMap(({ inputParameters }) => entries(inputParameters)).map(readParameter),
        ),
        body: operation.body,
        format: String(operation.outputRawFormat ?? 'json').toLowerCase(),
        outputs: entries(operation.outputParameters),
      })),
    ),
  );
}

/** An operation's own path is all of it where it repeats the resource's, else what follows the resource's. */
function pathOf(resource, operation) {
  const outer = String(resource.path ?? '');
  const inner = String(operation.path ?? '');
  return inner !== '' && inner.startsWith(outer) ? inner : outer + inner;
}

/** @returns `constant` when the document fixes the value: one that begins with `$` is a path, not a value. */
function readParameter(parameter) {
  const { name, in: location = 'query', value } = parameter;
  const isConstant = value !== undefined && value !== null && !String(value).startsWith('$');
  return {
    schema: parameter,
    name: String(name),
    in: location,
    required: location === 'path' || parameter.required === true,
    ...(isConstant && { constant: value }),
  };
}

/** The operation's declaration wins over the resource's, and that over the adapter's. */
function merge(parameters) {
  return [...new Map(parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()];
}
