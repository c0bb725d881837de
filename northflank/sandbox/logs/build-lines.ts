import { stateOf, type Build } from '../builds/build.ts';
import type { Line } from './line.ts';
import type { Window } from './window.ts';

/** What a build has written within a time. */
export function buildLines(build: Build, { from, until }: Window): readonly Line[] {
  const { createdAt, tryTime, abortedAt = Number.POSITIVE_INFINITY } = build;
  const end = Math.min(createdAt + tryTime, abortedAt);
  const line = (text: string, at: number): Line => ({ container: build.id, text, at: Math.floor(at) });
  const texts = textsOf(build);
  const written = texts.map((text, number) => line(text, createdAt + tryTime * (0.2 + (0.75 * number) / texts.length)));
  return [...written.filter(({ at }) => at < end), line(lastWords(build, end), end)].filter(
    ({ at }) => at >= from && at <= until,
  );
}

function textsOf({ branch, sha, log, failures }: Build): readonly string[] {
  return [
    `Cloning branch ${branch} at ${sha.slice(0, 7)}`,
    ...(log ?? [
      'Reading Dockerfile',
      '[1/3] FROM docker.io/library/node:24-alpine',
      '[2/3] COPY . .',
      '[3/3] RUN npm ci',
    ]),
    ...(failures > 0
      ? ['npm error code ERESOLVE', 'npm error ERESOLVE unable to resolve dependency tree']
      : ['Uploading the image']),
  ];
}

function lastWords(build: Build, end: number): string {
  const { status } = stateOf(build, end);
  return status === 'SUCCESS' ? 'Image successfully built' : `The build ended: ${status}`;
}
