/** One way to authenticate that a server offers (RFC 9110 §11.3). */
export interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  /** Names in lower case; values without their quotes. */
  readonly parameters: ReadonlyMap<string, string>;
}

const token = "[\\w!#$%&'*+\\-.^`|~]+";
const parameterPattern = new RegExp(`[\\s,]*(${token})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${token}))`, 'y');
/** A scheme, perhaps with its one unnamed value (`Negotiate YII=`), which nothing here needs. */
const schemePattern = new RegExp(`[\\s,]*(${token})(?:\\s+[\\w\\-.~+/]+=*(?=\\s*(?:,|$)))?`, 'y');

/**
 * Reads WWW-Authenticate headers: any number of challenges, in one header or several. A comma separates challenges and
 * parameters alike, so only what follows a name tells which it is. Reading ends where a header makes no sense.
 */
export function parseChallenges(header: string | readonly string[] | undefined): readonly Challenge[] {
  const lines = typeof header === 'string' ? [header] : (header ?? []);
  return lines.flatMap(parseLine);
}

function parseLine(line: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let position = 0;
  const read = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(line);
    if (match) position = pattern.lastIndex;
    return match;
  };
  for (;;) {
    const current = challenges.at(-1);
    const parameter = current && read(parameterPattern);
    if (parameter) {
      const [, name = '', quoted, bare = ''] = parameter;
      current.parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare);
      continue;
    }
    const scheme = read(schemePattern)?.[1];
    if (scheme === undefined) return challenges;
    challenges.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
  }
}
