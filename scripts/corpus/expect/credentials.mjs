import { fillTemplate } from './templates.mjs';

/** Whether a document asks for authentication and leaves what it takes empty: nothing may be sent then. */
export function lacksCredential(authentication) {
  const isEmpty = (text) => text === undefined || text === null || text === '';
  switch (String(authentication?.type ?? '').toLowerCase()) {
    case 'bearer':
      return isEmpty(authentication.token);
    case 'basic':
      return isEmpty(authentication.username);
    case 'apikey':
      return isEmpty(authentication.value);
    default:
      return false;
  }
}

/** Authentication that is proved by one header, query parameter or cookie. */
const simple = new Set(['bearer', 'basic', 'apikey']);

/**
 * What authenticates a request: `{header}`, `{query}` or `{cookie}`, each a name and a value; `{}` for none;
 * `{unknown: type}` for one that takes more than a value.
 */
export function credentialsOf(authentication, variables) {
  const type = String(authentication?.type ?? '').toLowerCase();
  if (!authentication || type === 'none') return {};
  if (!simple.has(type)) return { unknown: type };
  const fill = (text) => fillTemplate(asTemplate(String(text ?? '')), (name) => variables.get(name));
  if (type === 'bearer') return { header: ['authorization', `Bearer ${fill(authentication.token)}`] };
  if (type === 'basic') {
    const pair = `${fill(authentication.username)}:${fill(authentication.password)}`;
    return { header: ['authorization', `Basic ${Buffer.from(pair).toString('base64')}`] };
  }
  const placement = authentication.placement ?? authentication.in ?? 'header';
  const name = String(authentication.key ?? authentication.name ?? 'X-API-Key');
  return { [placement]: [placement === 'header' ? name.toLowerCase() : name, fill(authentication.value)] };
}

/** `$env.KEY` and `${KEY}` are variables, too. */
export function asTemplate(text) {
  return text.replaceAll(/\$env\.(\w+)|\$\{(?:env\.)?(\w+)\}/g, (_, plain, braced) => `{{env.${plain ?? braced}}}`);
}
