import type { Consume } from '../capability/model.ts';
import { splitPath } from '../expression/placeholders.ts';
import type { Failure } from '../problem/failure.ts';
import { varOptions, type Variables } from './variables.ts';

export interface BaseUri {
  /** Scheme, host and port: `https://api.example.com`. */
  readonly origin: string;
  /** The path in front of every operation's, without a slash at its end. */
  readonly basePath: string;
}

/** Why there is no usable address, and what to do about it. */
export interface NoBaseUri {
  readonly why: string;
  readonly fix: string;
}

/**
 * The address of a consumed API: the user's, or the document's with its `{x}` and `{{x}}` filled in from variables.
 */
export function findBaseUri(consume: Consume, override: string | undefined, variables: Variables): BaseUri | NoBaseUri {
  const written = override ?? consume.baseUri;
  const fix = `Give it with --base-uri ${consume.namespace}=https://….`;
  if (consume.tunnel !== undefined && override === undefined)
    return {
      why: `It is behind a tunnel of type \`${consume.tunnel}\`, which Capstan cannot open.`,
      fix: `Say where it can be reached, such as at a proxy into the tunnel, with --base-uri ${consume.namespace}=https://….`,
    };
  if (written.trim() === '') return { why: 'The document gives no base URI for it.', fix };
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
    return {
      why: `Its base URI ${written} needs a value for ${unfilled.join(' and ')}.`,
      fix: `Fill it in with ${varOptions(unfilled)}, or give all of it with --base-uri ${consume.namespace}=https://….`,
    };
  }
  const url = URL.canParse(filled) ? new URL(filled) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    return { why: 'Its base URI is not an http or https address, which begins with https:// and a host.', fix };
  if (url.username !== '' || url.password !== '') {
    return { why: 'Its base URI holds a user name or password, which belong into the authentication.', fix };
  }
  return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, '') };
}

/** The address, or the failure that every call comes to while there is none. */
export function resolveBaseUri(
  consume: Consume,
  override: string | undefined,
  variables: Variables,
): BaseUri | { readonly failure: Failure } {
  const found = findBaseUri(consume, override, variables);
  if ('origin' in found) return found;
  return {
    failure: {
      code: 'missing-base-uri',
      status: 503,
      detail: `The address of ${consume.namespace} is not known, so nothing was sent. ${found.why} ${found.fix}`,
      retry: 'never',
    },
  };
}
