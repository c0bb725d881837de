import type { Lookup } from '../../../expression/template/name.ts';
import type { FieldProblem } from '../../../problem/failure.ts';

/** A body that is filled in, and the media type it is to be sent with. */
export interface WrittenBody {
  readonly body: Buffer | string;
  readonly contentType: string;
}

/** Fills in a body, or names the variable whose value cannot stand where the document puts it. */
export type BodyWriter = (lookup: Lookup) => WrittenBody | FieldProblem;
