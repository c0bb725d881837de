import { confirmPolicies, isConfirmPolicy, type ConfirmPolicy } from '../../capability/confirm.ts';
import type { Operation } from '../../operation/operation.ts';
import { usageError } from '../exit.ts';
import { readNamespaced } from '../pairs.ts';

/**
 * Reads `--confirm`: what is said of a tool by name, or under `*` of all that change something.
 *
 * @throws CommandError of wrong usage for a policy that is none.
 */
export function readConfirm(given: readonly string[]): ReadonlyMap<string, ConfirmPolicy> {
  const policies = new Map<string, ConfirmPolicy>();
  for (const [tool, policy] of readNamespaced(given, () => false)) {
    if (!isConfirmPolicy(policy)) {
      throw usageError(
        `--confirm takes POLICY or TOOL=POLICY, with one of ${confirmPolicies.join(', ')}, not \`${policy}\`.`,
      );
    }
    policies.set(tool, policy);
  }
  return policies;
}

/** What is said of all tools does not loosen what the document says of one. */
export function confirmBy(
  policies: ReadonlyMap<string, ConfirmPolicy>,
): (tool: Operation) => ConfirmPolicy | undefined {
  return ({ name, hints, confirm }) =>
    policies.get(name) ?? confirm ?? (hints.readOnly ? undefined : policies.get('*'));
}
