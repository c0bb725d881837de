import type { Consume } from '../capability/model.ts';
import { splitPath } from '../expression/placeholders.ts';
import type { Failure } from '../problem/failure.ts';
import type { Variables } from './variables.ts';

export interface BaseUri {
  /** Scheme, host and port: `https://api.example.com`. */
  readonly origin: string;
  /** The path in front of every operation's, without a slash at its end. */
  readonly basePath: string;
}

/**
 * The address of a consumed API: the user's, or the document's with its `{x}` and `{{x}}` filled in from variables.
 *
 * @returns the failure that every call comes to while there is no usable address.
 */
export function resolveBaseUri(
  consume: Consume,
  override: string | undefined,
  variables: Variables,
): BaseUri | { readonly failure: Failure } {
  const written = override ?? consume.baseUri;
  if (written.trim() === '') return missing(consume, 'The document gives no base URI for it.');
  const unfilled: string[] = [];
  const filled = splitPath(written)
    .map((part) => {
      if ('text' in part) return part.text;
      const value = variables.get(part.name);
      if (value === undefined) unfilled.push(variables.label(part.name));
      return value ?? '';
    })
    .join('');
  if (unfilled.length > 0) {
    return missing(
      consume,
      `Its base URI ${written} needs a value for ${unfilled.join(' and ')} (--var ${unfilled[0]}=VALUE).`,
    );
  }
  const url = URL.canParse(filled) ? new URL(filled) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return missing(consume, 'Its base URI is not an http or https address.');
  if (url.username !== '' || url.password !== '') {
    return missing(consume, 'Its base URI holds a user name or password, which belong into the authentication.');
  }
  return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, '') };
}

function missing({ namespace }: Consume, why: string): { readonly failure: Failure } {
  return {
    failure: {
      code: 'missing-base-uri',
      status: 503,
      detail: `The address of ${namespace} is not known, so nothing was sent. ${why} Give it with --base-uri ${namespace}=https://….`,
      retry: 'never',
    },
  };
}
