import { callsOf } from '../calls.ts';
import type { Flow, Input } from '../model.ts';

/**
 * Says which of the inputs that REST callers give in the body are all of it, and which are members of a JSON object: one
 * is the whole body when it is called so, or becomes the whole body upstream.
 */
export function arrangeBody(inputs: readonly Input[], flow: Flow): readonly Input[] {
  const inBody = inputs.filter(({ in: place }) => place === 'body' || place === 'member');
  const whole = inBody.find(({ name }) => name === 'body') ?? inBody.find((input) => isWhole(input, flow));
  return inputs.map((input) =>
    inBody.includes(input) ? { ...input, in: input === whole ? 'body' : 'member' } : input,
  );
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
