/** Each `..` within another multiplies what a path looks at; one that looks at more values than this is given up. */
export const mostValues = 5_000_000;

/** A path that looks at too many values of what it is taken from. The message is part of a sentence. */
export class TooManyValues extends Error {
  override readonly name = 'TooManyValues';

  constructor(path: string) {
    super(`the JSONPath \`${path}\` looks at more than ${mostValues.toLocaleString('en')} values`);
  }
}
