/** Something the sandbox was told to do is no thing it can do; the message is for who told it. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}
