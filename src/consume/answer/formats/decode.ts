import type { Json } from '../../../json/json.ts';

/**
 * Makes a JSON value of an answer's bytes.
 * @throws UndecodableAnswer when they are not of the format.
 */
export type Decode = (bytes: Buffer) => Json;
