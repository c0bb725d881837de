import { isObject } from '../json/json.ts';
import { ContractError } from './contract-error.ts';

/** Follows the references of one document. */
export interface References {
  /**
   * What a local reference (`#/components/schemas/Job`, RFC 6901 in a URI fragment) points at.
   *
   * @throws {ContractError} when it leads out of the file or nowhere.
   */
  target(reference: string): unknown;
  /** The object itself, or what it refers to where it is a Reference Object (OpenAPI 3.1, Reference Object). */
  resolve(node: unknown): Readonly<Record<string, unknown>>;
}

export function referencesOf(document: unknown, file: string): References {
  function target(reference: string): unknown {
    if (!reference.startsWith('#')) {
      throw new ContractError(
        file,
        `The reference "${reference}" leads out of this file. Bundle the contract into one file first.`,
      );
    }
    let at: unknown = document;
    for (const segment of reference.slice(1).split('/').slice(1)) {
      const name = decoded(segment).replaceAll('~1', '/').replaceAll('~0', '~');
      if (!Object.hasOwn(Object(at), name)) {
        throw new ContractError(file, `The reference "${reference}" points at nothing.`);
      }
      at = Reflect.get(Object(at), name);
    }
    return at;
  }

  function resolve(node: unknown): Readonly<Record<string, unknown>> {
    let at = node;
    const seen = new Set<string>();
    while (isObject(at) && typeof at['$ref'] === 'string') {
      const reference = at['$ref'];
      if (seen.has(reference)) throw new ContractError(file, `The reference "${reference}" leads back to itself.`);
      seen.add(reference);
      at = target(reference);
    }
    return isObject(at) ? at : {};
  }

  return { target, resolve };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
