const lineFeed = 0x0a;

/** Cuts bytes that come in pieces into lines. */
export class LineReader {
  readonly #most: number;
  #pieces: Buffer[] = [];
  #size = 0;

  /** @param most bytes of a line; of a longer one only the beginning is held, and it comes as `tooLong`. */
  constructor(most: number) {
    this.#most = most;
  }

  /** @returns the lines that are whole now, without their ends. */
  next(chunk: Buffer): readonly (Buffer | 'tooLong')[] {
    const lines: (Buffer | 'tooLong')[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      this.#keep(chunk.subarray(start, end));
      lines.push(this.#take());
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
    return lines;
  }

  #keep(piece: Buffer): void {
    this.#size += piece.length;
    if (this.#size <= this.#most && piece.length > 0) this.#pieces.push(piece);
  }

  #take(): Buffer | 'tooLong' {
    const line = this.#size > this.#most ? 'tooLong' : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#size = 0;
    return line;
  }
}
