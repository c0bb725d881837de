import type { Listed } from '../request/pagination.ts';

export interface Project extends Listed {
  readonly id: string;
  /** In milliseconds. */
  readonly createdAt: number;
}

/** A name that has this id: `default-project` → `Default Project`. */
export function projectName(id: string): string {
  return id.replaceAll('-', ' ').replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}
