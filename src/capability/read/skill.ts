import { toolName } from '../infer/tool-names.ts';
import type { ExposedSkill, Expose, SkillExpose } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';
import type { ReadServer } from './server.ts';
import { readSkillTools } from './skill-tool.ts';

/** @param others the servers whose operations the tools of skills may be. */
export function readSkillServer(reader: Reader, server: ReadServer, others: readonly Expose[]): SkillExpose {
  const skills = new Map<string, ExposedSkill>();
  for (const entry of reader.entries('skills')) {
    const skill = readSkill(entry, others);
    const first = skills.get(skill.name);
    if (first) reportDuplicate(entry.reader, first);
    else skills.set(skill.name, skill);
  }
  return { type: 'skill', ...server, skills: [...skills.values()] };
}

function readSkill({ name: written, reader }: Entry, others: readonly Expose[]): ExposedSkill {
  const name = readName(written ?? reader.requiredText('name'), reader);
  const metadata = reader.child('metadata');
  const location = reader.text('location');
  return {
    name,
    description: reader.requiredText('description'),
    license: reader.text('license'),
    compatibility: reader.text('compatibility'),
    metadata: new Map(metadata?.keys().flatMap((key) => [[key, metadata.text(key) ?? ''] as const])),
    allowedTools: reader.text('allowed-tools'),
    argumentHint: reader.text('argument-hint'),
    userInvocable: reader.flag('user-invocable'),
    disableModelInvocation: reader.flag('disable-model-invocation'),
    location,
    tools: readSkillTools(reader, { skill: name, location, others }),
    place: reader.place,
  };
}

/** An agent keeps a skill in a folder of its name, so it takes such names as tools have. */
function readName(written: string, reader: Reader): string {
  const name = toolName(written === '' ? 'skill' : written);
  if (written !== '' && name !== written) {
    reader.report('skill-renamed', `Agents do not take the skill name \`${written}\`; it is served as \`${name}\`.`, {
      fix: 'A skill name is 1 to 64 letters, digits, hyphens and underscores.',
    });
  }
  return name;
}

function reportDuplicate(entry: Reader, { name, place }: ExposedSkill): void {
  const where = place ? ` of line ${place.line}` : '';
  entry.report('duplicate-skill', `The skill ${name} is there twice: the first${where} is served, this one is not.`, {
    fix: 'Give this one a name of its own, or remove it.',
  });
}
