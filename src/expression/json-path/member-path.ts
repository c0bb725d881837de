/** The JSONPath of a member of a member of … the root, whatever characters their names have. */
export function memberPath(...names: readonly string[]): string {
  return `$${names.map((name) => `['${name.replaceAll(/['\\]/g, String.raw`\$&`)}']`).join('')}`;
}

const firstStep = /^\s*\$(?:\.([^.[\s]+)|\[\s*(['"])(.*?)\2\s*\])/;

/** The member of the root that a path begins with; undefined when it begins with anything else. */
export function firstMember(path: string): string | undefined {
  const found = firstStep.exec(path);
  return found?.[1] ?? found?.[3];
}
