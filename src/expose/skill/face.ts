import type { IncomingMessage, ServerResponse } from 'node:http';
import { closestName } from '../../json/closest-name.ts';
import type { Failure } from '../../problem/failure.ts';
import type { Callers } from '../http/callers.ts';
import type { Guard } from '../http/guard.ts';
import type { Pace } from '../http/pace.ts';
import { withoutThrowing } from '../http/internal-error.ts';
import { writeProblem } from '../http/problem.ts';
import { readerOf } from '../http/reader-address.ts';
import { answerPage, type Answer } from './answer-page.ts';
import { findPage } from './find-page.ts';
import type { Skill } from './skill.ts';
import type { FindServer } from './vantage.ts';

export interface SkillFaceOptions {
  readonly skills: readonly Skill[];
  /** The path below which the face is served, which requests come without; by default none. */
  readonly base?: string;
  readonly findServer: FindServer;
  /** The most that is downloaded at once, in bytes. */
  readonly maxBytes: number;
  readonly guard: Guard;
  /** Lets callers in; left out, anyone may read. */
  readonly callers?: Callers | undefined;
  /** How often each caller may call; left out, as often as it likes. */
  readonly pace?: Pace | undefined;
  /** Hears of what should never happen. Clients are told no more than that it did. */
  readonly onDefect?: (error: unknown) => void;
}

export interface SkillFace {
  /** Answers one HTTP request of any kind. Never throws. */
  handle(request: IncomingMessage, response: ServerResponse): void;
}

/** Skills, to be read by agents at `/skills`: what they are for, the tools that belong to them, and their files. */
export function createSkillFace(options: SkillFaceOptions): SkillFace {
  const { guard, callers, pace, onDefect, base = '', findServer, maxBytes } = options;
  const skills = new Map(options.skills.map((skill) => [skill.about.name, skill]));
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refused = guard(request);
    if (refused) return writeProblem(response, refused);
    const caller = await callers?.check(request);
    if (response.destroyed) return; // it went away meanwhile
    if (caller && 'failure' in caller) return writeProblem(response, caller.failure, caller.headers);
    const tooFast = pace?.(request, caller);
    if (tooFast) return writeProblem(response, tooFast.failure, tooFast.headers);
    const path = (request.url ?? '/').replace(/\?.*$/s, '');
    const page = findPage(path, skills);
    if (!page) return writeProblem(response, unknownRoute(base, path, [...skills.keys()]));
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return writeProblem(response, readAlone, { allow: 'GET, HEAD' });
    }
    const vantage = { base: `${base}/skills`, reader: readerOf(request), findServer };
    const found = await answerPage(page, { skills: options.skills, vantage, maxBytes });
    if ('failure' in found) writeProblem(response, found.failure);
    else write(response, found);
  };
  return {
    handle: withoutThrowing(answer, onDefect),
  };
}

/** Files are whatever somebody put into a folder: a browser is to run nothing of them. */
function write(response: ServerResponse, { type, bytes, fileName }: Answer): void {
  response.writeHead(200, {
    'content-type': type,
    'content-length': bytes.length,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    ...(fileName !== undefined && { 'content-disposition': `attachment; filename="${fileName}"` }),
  });
  response.end(bytes);
}

function unknownRoute(base: string, path: string, skills: readonly string[]): Failure {
  const near = closestName(path.split('/')[2]?.slice(0, 200) ?? '', skills);
  const hint = near === undefined || path.split('/')[2] === near ? '' : ` Did you mean ${near}?`;
  return {
    code: 'unknown-route',
    status: 404,
    detail: `Nothing is served at ${base}${path.slice(0, 200)}.${hint} See ${base}/skills for what is.`,
    retry: 'never',
  };
}

const readAlone: Failure = {
  code: 'method-not-allowed',
  status: 405,
  detail: 'Skills can only be read: GET and HEAD are served.',
  retry: 'never',
};
