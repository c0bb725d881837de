import { callsOf } from '../calls.ts';
import type { Flow, Input } from '../model.ts';

/**
 * Says which of the inputs that REST callers give in the body are all of it, and which are members of a JSON object: one
 * alone is the whole body when it is called so or becomes the whole body upstream; several are members.
 */
export function arrangeBody(inputs: readonly Input[], flow: Flow): readonly Input[] {
  const inBody = inputs.filter(({ in: place }) => place === 'body' || place === 'member');
  const [only] = inBody;
  if (!only || (inBody.length === 1 && isWhole(only, flow))) return inputs;
  return inputs.map((input) => (input.in === 'body' ? { ...input, in: 'member' } : input));
}

function isWhole({ name, in: place }: Input, flow: Flow): boolean {
  if (place === 'member') return false;
  return (
    name === 'body' ||
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
