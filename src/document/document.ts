import type { JsonObject } from '../json/json.ts';
import type { Places } from './places.ts';

/** A parsed YAML text whose every node knows where it was written. */
export interface Document {
  /** A file's path, a URL, or `-` for standard input. */
  readonly file: string;
  readonly root: JsonObject;
  readonly places: Places;
}
