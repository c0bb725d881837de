/**
 * Whether a person is asked before a tool changes something. `prefer`: where the client can ask; `require`: always, so that
 * a client that cannot ask cannot call.
 */
export const confirmPolicies = ['off', 'prefer', 'require'] as const;

export type ConfirmPolicy = (typeof confirmPolicies)[number];

export function isConfirmPolicy(text: unknown): text is ConfirmPolicy {
  return (confirmPolicies as readonly unknown[]).includes(text);
}
