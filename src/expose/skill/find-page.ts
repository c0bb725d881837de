import type { Skill } from './skill.ts';

/** What a path means. */
export type Page =
  | { readonly kind: 'list' }
  | { readonly kind: 'skill' | 'contents' | 'download'; readonly skill: Skill }
  /** Whether there is a file at these steps is yet to be seen. */
  | { readonly kind: 'file'; readonly skill: Skill; readonly steps: readonly string[] };

/** Finds what is at a path such as `/skills/{name}/contents/{file}`; a slash at its end makes no difference. */
export function findPage(path: string, skills: ReadonlyMap<string, Skill>): Page | undefined {
  const segments = path.replace(/\/$/, '').split('/').slice(1).map(decode);
  if (segments.some((segment) => segment === undefined)) return undefined;
  const [root, name, part, ...steps] = segments.map((segment) => segment ?? '');
  if (root !== 'skills') return undefined;
  if (name === undefined) return { kind: 'list' };
  const skill = skills.get(name);
  if (!skill) return undefined;
  if (part === undefined) return { kind: 'skill', skill };
  if (part === 'contents' && steps.length > 0) return { kind: 'file', skill, steps };
  return (part === 'contents' || part === 'download') && steps.length === 0 ? { kind: part, skill } : undefined;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
