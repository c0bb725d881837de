/** A file that clients may read. It is looked for again, and confined again, each time that it is read. */
export interface ServedFile {
  /** With links followed. */
  readonly path: string;
  /** The folder that it may not leave, with links followed. */
  readonly root: string;
  /** Its way from the folder that the document names; none for a file that it names itself. */
  readonly steps: readonly string[];
  /** In bytes, when it was found. */
  readonly size: number;
  /** By its name's extension; undefined where that says nothing. */
  readonly mimeType: string | undefined;
}
