/** A size of container. */
export type Plan = {
  readonly id: string;
  readonly name: string;
  readonly currency: 'USD';
  readonly amountPerMonth: number;
  readonly amountPerHour: number;
  /** In vCPU. */
  readonly cpuResource: number;
  /** In MB. */
  readonly ramResource: number;
};

/** Ids and sizes are those of public plans; prices are of their order, and no promise. */
export const plans: readonly Plan[] = [
  plan('nf-compute-10', 0.1, 256, 2.7),
  plan('nf-compute-20', 0.2, 512, 5.4),
  plan('nf-compute-50', 0.5, 1024, 12),
  plan('nf-compute-100-1', 1, 1024, 18),
  plan('nf-compute-100-2', 1, 2048, 24),
  plan('nf-compute-100-4', 1, 4096, 36),
  plan('nf-compute-200', 2, 4096, 48),
  plan('nf-compute-200-8', 2, 8192, 72),
  plan('nf-compute-400', 4, 8192, 96),
  plan('nf-compute-400-16', 4, 16_384, 144),
  plan('nf-compute-800-8', 8, 8192, 144),
  plan('nf-compute-800-16', 8, 16_384, 192),
  plan('nf-compute-800-24', 8, 24_576, 240),
  plan('nf-compute-800-32', 8, 32_768, 288),
  plan('nf-compute-1600-32', 16, 32_768, 384),
];

/** What a build needs at least, in vCPU. */
const leastForBuilds = 4;

export function isDeploymentPlan(id: string): boolean {
  return plans.some((plan) => plan.id === id);
}

export function isBuildPlan(id: string): boolean {
  return plans.some((plan) => plan.id === id && plan.cpuResource >= leastForBuilds);
}

function plan(id: string, cpuResource: number, ramResource: number, amountPerMonth: number): Plan {
  const amountPerHour = Math.round((amountPerMonth / 720) * 1e6) / 1e6;
  return { id, name: id, currency: 'USD', amountPerMonth, amountPerHour, cpuResource, ramResource };
}
