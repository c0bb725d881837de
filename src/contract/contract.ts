import type { JsonSchema } from '../json/schema.ts';

/** What an OpenAPI description says of a consumed API, reduced to what Capstan uses. */
export interface Contract {
  readonly title: string;
  readonly version: string;
  /** All of them, each read when it is first asked for. @throws {ContractError} like `find`. */
  readonly operations: readonly ContractOperation[];
  /**
   * The operation with this method and path. Placeholders match whatever their names are (`/jobs/{id}` finds
   * `/jobs/{jobId}`), and a literal segment is taken by a placeholder where no operation has it literally. The path may
   * come with or without the base path of the contract's server.
   *
   * @throws {ContractError} when the operation refers to what is not in the contract.
   */
  find(method: string, path: string): ContractOperation | undefined;
}

export interface ContractOperation {
  /** Upper case. */
  readonly method: string;
  /** The path template with the server's base path in front: `/v1/projects/{projectId}/jobs`. */
  readonly path: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters: readonly ContractParameter[];
  /** The JSON request body, where the operation takes one. */
  readonly body?: ContractBody;
  /** The schema of the JSON a success is answered with. */
  readonly result?: JsonSchema;
}

export interface ContractParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  /** Self-contained, with the parameter's description in it. */
  readonly schema: JsonSchema;
}

export interface ContractBody {
  readonly required: boolean;
  /** Self-contained. */
  readonly schema: JsonSchema;
  readonly description?: string;
}
