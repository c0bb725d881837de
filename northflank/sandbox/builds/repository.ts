import { createHash } from 'node:crypto';
import type { Repository } from '../jobs/job-request.ts';

/** There is no repository behind the sandbox: what is in one is made up from its address, the same each time. */

/** The hash of a branch's latest commit. */
export function latestCommit({ projectUrl }: Repository, branch: string): string {
  return createHash('sha1').update(`${projectUrl} ${branch}`).digest('hex');
}

export function branchesOf({ projectBranch }: Repository): readonly string[] {
  return [...new Set([projectBranch, 'main', 'feature/new-report'])];
}
