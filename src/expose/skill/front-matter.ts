import type { ExposedSkill } from '../../capability/model.ts';

/** What a skill says of itself, by the names of the Agent Skills specification; what is not written is not there. */
export function frontMatter(skill: ExposedSkill): Readonly<Record<string, unknown>> {
  const all = {
    name: skill.name,
    description: skill.description,
    license: skill.license,
    compatibility: skill.compatibility,
    'allowed-tools': skill.allowedTools,
    'argument-hint': skill.argumentHint,
    'user-invocable': skill.userInvocable,
    'disable-model-invocation': skill.disableModelInvocation,
    metadata: skill.metadata.size === 0 ? undefined : Object.fromEntries(skill.metadata),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
