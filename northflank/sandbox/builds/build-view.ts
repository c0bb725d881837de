import type { JsonObject } from '../../../src/index.ts';
import { stateOf, type Build, type BuildStatus } from './build.ts';
import { toTimestamp, toUnixSeconds } from '../clock.ts';

const messages: Partial<Readonly<Record<BuildStatus, string>>> = {
  SUCCESS: 'Image successfully built',
  FAILURE: 'The build ended with exit code 1',
  ABORTED: 'The build was aborted',
};

export function viewBuild(build: Build, now: number): JsonObject {
  const { status, since, concluded } = stateOf(build, now);
  return {
    id: build.id,
    branch: build.branch,
    pullRequestId: null,
    status,
    sha: build.sha,
    registry: { uri: `registry.sandbox/${build.projectId}/${build.jobId}:${build.sha}` },
    concluded,
    createdAt: toTimestamp(build.createdAt),
    ...(concluded && {
      success: status === 'SUCCESS',
      message: messages[status] ?? null,
      buildConcludedAt: toUnixSeconds(since),
    }),
  };
}
