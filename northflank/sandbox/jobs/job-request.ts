import type { JsonObject } from '../../../src/index.ts';

/** What the sandbox reads of a job as it is asked for in the newer form; the contract has checked it. */
export interface JobRequest {
  readonly name: string;
  readonly description?: string;
  readonly stageId?: string | null;
  readonly tags?: readonly string[];
  readonly disabledCI?: boolean;
  readonly billing: { readonly deploymentPlan: string; readonly buildPlan?: string };
  readonly deployment?: JobDeployment;
  readonly runtimeEnvironment?: Environment;
  readonly runtimeFiles?: JsonObject;
  readonly buildArguments?: Environment;
  readonly buildFiles?: JsonObject;
  readonly dockerSecretMounts?: JsonObject;
  readonly healthChecks?: readonly HealthCheck[];
  readonly buildConfiguration?: JsonObject;
  readonly buildSettings?: JsonObject;
  readonly settings?: Limits & { readonly cron?: Schedule };
}

export type Environment = Readonly<Record<string, string>>;

export interface Limits {
  readonly backoffLimit?: number;
  readonly runOnSourceChange?: string;
  readonly activeDeadlineSeconds?: number | null;
}

export interface Schedule {
  readonly schedule?: string | null;
  readonly suspended?: boolean;
  readonly concurrencyPolicy?: 'allow' | 'forbid' | 'replace';
}

export interface JobDeployment {
  readonly external?: { readonly imagePath: string; readonly credentials?: string };
  readonly internal?: {
    readonly id?: string;
    readonly branch?: string;
    readonly buildSHA?: string;
    readonly buildId?: string;
  };
  readonly vcs?: Repository;
  readonly docker?: JsonObject;
  readonly buildpack?: JsonObject;
  readonly storage?: JsonObject;
}

export interface Repository {
  readonly projectUrl: string;
  readonly projectType: string;
  readonly projectBranch: string;
}

export interface HealthCheck {
  readonly protocol: 'HTTP' | 'CMD' | 'TCP';
  readonly type: string;
  readonly path?: string;
  readonly cmd?: string;
  readonly port?: number;
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
  readonly successThreshold?: number;
}
