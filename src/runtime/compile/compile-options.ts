import type { ContractMode } from '../../operation/inputs/typed-inputs.ts';
import type { Loaded } from '../load.ts';
import type { VariableSources } from '../variables.ts';
import type { Decorate } from './decorate.ts';

export interface CompileOptions extends VariableSources {
  /** Namespace of a consumed API to the base URI to use instead of the document's. */
  readonly baseUris: ReadonlyMap<string, string>;
  readonly contractMode: ContractMode;
  /** Milliseconds until the first byte of an upstream's answer, and between two pieces of it. */
  readonly timeout: number;
  /** The largest upstream answer that is held in memory, in bytes. */
  readonly maxAnswerBytes: number;
  readonly decorate?: Decorate | undefined;
}

/** What was read beside the document. */
export type LoadedFiles = Pick<Loaded, 'contracts'> & Partial<Pick<Loaded, 'bindValues' | 'schemas' | 'files'>>;
