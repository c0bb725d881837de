import type { Failure } from '../../problem/failure.ts';
import { describeFile, describeSkill, listSkill } from './describe-skill.ts';
import { download } from './download.ts';
import { filesOf } from './files-of.ts';
import type { Page } from './find-page.ts';
import type { Skill, SkillFile } from './skill.ts';
import type { Vantage } from './vantage.ts';

export interface Answer {
  readonly type: string;
  readonly bytes: Buffer;
  /** For what is to be saved instead of shown. */
  readonly fileName?: string;
}

interface Served {
  readonly skills: readonly Skill[];
  readonly vantage: Vantage;
  readonly maxBytes: number;
}

/** What is read at a page. */
export async function answerPage(
  page: Page,
  { skills, vantage, maxBytes }: Served,
): Promise<Answer | { readonly failure: Failure }> {
  if (page.kind === 'list') return json({ skills: skills.map((skill) => listSkill(skill, vantage)) });
  const { skill } = page;
  const { name } = skill.about;
  if (page.kind === 'skill') return json(describeSkill(skill, vantage));
  const files = await filesOf(skill, vantage);
  switch (page.kind) {
    case 'contents':
      return json({ name, files: files.map((file) => describeFile(file, name, vantage)) });
    case 'download': {
      const zipped = await download(name, files, maxBytes);
      return 'failure' in zipped ? zipped : { type: 'application/zip', fileName: `${name}.zip`, ...zipped };
    }
    case 'file': {
      const file = files.find(({ steps }) => isSame(steps, page.steps));
      if (!file) return { failure: noSuchFile(name, vantage) };
      const read = await file.read();
      return 'failure' in read ? read : { type: typeOf(file), ...read };
    }
  }
}

function json(value: object): Answer {
  return { type: 'application/json', bytes: Buffer.from(JSON.stringify(value)) };
}

/** A file is one of those that are listed, or none: its name is compared, and never made into a path. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}

function typeOf({ mimeType = 'application/octet-stream' }: SkillFile): string {
  return mimeType.startsWith('text/') ? `${mimeType}; charset=utf-8` : mimeType;
}

function noSuchFile(name: string, { base }: Vantage): Failure {
  return {
    code: 'unknown-route',
    status: 404,
    detail: `The skill ${name} has no such file. See ${base}/${encodeURIComponent(name)}/contents for those it has.`,
    retry: 'never',
  };
}
