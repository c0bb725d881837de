import { isObject } from '../json/json.ts';

/**
 * The path of the first server, without a trailing slash: `/v1` for `https://api.example.com/v1/`, '' for none.
 * Server variables take their defaults (OpenAPI 3.1, Server Object).
 */
export function basePath(servers: unknown): string {
  const server: unknown = Array.isArray(servers) ? servers[0] : undefined;
  if (!isObject(server) || typeof server['url'] !== 'string') return '';
  const variables = isObject(server['variables']) ? server['variables'] : {};
  const url = server['url'].replaceAll(/\{([^}]*)\}/g, (text, name: string) => {
    const variable = variables[name];
    return isObject(variable) && typeof variable['default'] === 'string' ? variable['default'] : text;
  });
  return url
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '')
    .replace(/^(?!\/)(?=.)/, '/')
    .replace(/[/]+$/, '');
}
