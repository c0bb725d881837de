import type { Authentication } from '../model.ts';
import type { Reader } from '../reader.ts';

/** The `authentication` of a consumed API; undefined when it has none. */
export function readAuthentication(consume: Reader): Authentication | undefined {
  const reader = consume.child('authentication');
  if (!reader) return undefined;
  const type = reader.requiredText('type').toLowerCase();
  switch (type) {
    case 'bearer':
      return { type, token: reader.requiredText('token') };
    case 'basic':
      return { type, username: reader.requiredText('username'), password: reader.requiredText('password') };
    case 'apikey':
      return readApiKey(reader);
    default:
      reader.report(
        'unsupported-authentication',
        `Authentication of type \`${type}\` cannot be done by this release; calls to this API are refused.`,
        {
          key: 'type',
          fix: 'Supported are bearer, basic and apikey.',
        },
      );
      return { type: 'unsupported', name: type };
  }
}

/** `placement` and `key`, or as some documents write it, `in` and `name`. */
function readApiKey(reader: Reader): Authentication {
  const placement = reader.textOf('placement', 'in') ?? 'header';
  return {
    type: 'apikey',
    key: reader.textOf('key', 'name') ?? 'X-API-Key',
    value: reader.requiredText('value'),
    placement: placement === 'query' ? 'query' : 'header',
  };
}
