import { UnusableSettings, type Decoration, type NorthflankCapability } from './capability.ts';
import { completeDocumentFile, completeOverlayFile, contractFile, documentFile, overlayFile } from './files.ts';
import type { SandboxOptions } from './sandbox/sandbox-options.ts';
import type { Sandbox } from './sandbox/start-sandbox.ts';

/** Three operations, in a document as such documents are published. */
export const northflankJobs = {
  name: 'northflank-jobs',
  document: documentFile,
  overlays: [overlayFile],
  contract: contractFile,
} as const satisfies NorthflankCapability;

/** All that concerns jobs, and what makes it safe to hand to an agent. */
export const northflankJobsComplete: NorthflankCapability = {
  name: 'northflank-jobs-complete',
  document: completeDocumentFile,
  overlays: [completeOverlayFile],
  contract: contractFile,
  async decorate(read, calls) {
    const { openDecoration } = await import('./complete/open-decoration.ts');
    return openDecoration(read, calls);
  },
};

/** What this package holds, and what stands in for its API where there is no account. */
export const northflank = {
  /** The first is the one that is meant where none is named. */
  capabilities: [northflankJobs, northflankJobsComplete] as readonly [NorthflankCapability, ...NorthflankCapability[]],
  /** The API the sandbox stands in for. */
  upstream: 'https://api.northflank.com',
  /** The variable that holds the API key, and the other names people keep it under. */
  key: { name: 'NORTHFLANK_API_KEY', alternatives: ['NORTHFLANK_API_TOKEN', 'NF_API_TOKEN'] },
  sandbox: {
    /** A token the sandbox accepts unless it is told others. */
    token: 'nf-sandbox',
    async start(options: SandboxOptions): Promise<Sandbox> {
      const { startSandbox } = await import('./sandbox/start-sandbox.ts');
      return startSandbox(options);
    },
  },
  /** Values with which a first call works in the sandbox, by input. */
  examples: {
    projectId: 'default-project',
    jobId: 'hello-capstan',
    body: {
      name: 'hello-capstan',
      billing: { deploymentPlan: 'nf-compute-20' },
      deployment: { external: { imagePath: 'alpine:3.22' } },
      settings: { backoffLimit: 0 },
    },
  },
} as const;

export { UnusableSettings };
export type { Decoration, NorthflankCapability, Sandbox, SandboxOptions };
