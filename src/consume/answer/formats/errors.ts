/** An answer that is not of the format it should be. The message is a plain sentence that never quotes the answer. */
export class UndecodableAnswer extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UndecodableAnswer';
  }
}

/** An `outputSchema` that cannot serve its format. The message is a plain sentence. */
export class UnusableSchema extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnusableSchema';
  }
}
