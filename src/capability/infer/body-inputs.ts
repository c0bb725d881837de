import { callsOf } from '../calls.ts';
import type { Flow, Input } from '../model.ts';

/**
 * Says which of the inputs that REST callers give in the body are all of it, and which are members of a JSON object: one
 * is the whole body when it is called so, or becomes the whole body upstream. With a method that usually has no body,
 * members are given in the query, unless the document puts them into the body itself.
 */
export function arrangeBody(
  inputs: readonly Input[],
  flow: Flow,
  { method, declared }: { readonly method: string; readonly declared: readonly Input[] },
): readonly Input[] {
  const inBody = inputs.filter(({ in: place }) => place === 'body' || place === 'member');
  const whole = inBody.find(({ name }) => name === 'body') ?? inBody.find((input) => isWhole(input, flow));
  const written = new Set(declared.filter((input) => input.in === 'body').map(({ name }) => name));
  const isInQuery = ({ name }: Input): boolean => (method === 'GET' || method === 'HEAD') && !written.has(name);
  const placeOf = (input: Input): Input['in'] => {
    if (input === whole) return 'body';
    return isInQuery(input) ? 'query' : 'member';
  };
  return inputs.map((input) => (inBody.includes(input) ? { ...input, in: placeOf(input) } : input));
}

function isWhole({ name, in: place }: Input, flow: Flow): boolean {
  return (
    place === 'body' &&
    callsOf(flow).some(({ call, arguments: wired }) =>
      wired.some(
        ({ parameter, value }) =>
          'input' in value &&
          value.input === name &&
          call.parameters.some((one) => one.name === parameter && one.in === 'body'),
      ),
    )
  );
}
