/** Reads a pattern of paths: `*` stands for one segment, `**` at the end for any number of them. */
export function pathPattern(pattern: string): (path: string) => boolean {
  const wanted = pattern.split('/');
  const open = wanted.at(-1) === '**';
  const segments = open ? wanted.slice(0, -1) : wanted;
  return (path) => {
    const given = path.split('/');
    if (open ? given.length < segments.length : given.length !== segments.length) return false;
    return segments.every((segment, index) => segment === '*' || segment === given[index]);
  };
}
