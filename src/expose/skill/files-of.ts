import type { Skill, SkillFile } from './skill.ts';
import type { Vantage } from './vantage.ts';

/** What a skill consists of: the files of its folder, and a `SKILL.md` that is written here where the folder has none. */
export async function filesOf(skill: Skill, vantage: Vantage): Promise<readonly SkillFile[]> {
  if (skill.files.some(({ steps }) => steps.join('/') === 'SKILL.md')) return skill.files;
  const { writeSkillMd } = await import('./skill-md.ts');
  const bytes = Buffer.from(writeSkillMd(skill, vantage));
  const written: SkillFile = {
    steps: ['SKILL.md'],
    size: bytes.length,
    mimeType: 'text/markdown',
    read: () => Promise.resolve({ bytes }),
  };
  return [written, ...skill.files];
}
