/** A file that cannot serve as a contract. The message is a plain sentence that names the file. */
export class ContractError extends Error {
  readonly file: string;

  constructor(file: string, message: string) {
    super(`${file}: ${message}`);
    this.name = 'ContractError';
    this.file = file;
  }
}
