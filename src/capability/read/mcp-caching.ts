import type { McpExpose } from '../model.ts';
import type { Reader } from '../reader.ts';

/** How long clients may keep what a server tells them, and for whom: `ttlMs` and `cacheScope`. */
export function readCaching(server: Reader): McpExpose['caching'] {
  const ttlMs = server.number('ttlMs');
  const scope = server.text('cacheScope')?.toLowerCase();
  const isTtl = ttlMs === undefined || (Number.isSafeInteger(ttlMs) && ttlMs >= 0);
  if (!isTtl) reportUnusable(server, 'ttlMs', 'a whole number of milliseconds, 0 or more');
  if (scope === undefined || scope === 'public' || scope === 'private') {
    return { ttlMs: isTtl ? ttlMs : undefined, scope };
  }
  reportUnusable(server, 'cacheScope', 'public or private');
  return { ttlMs: isTtl ? ttlMs : undefined, scope: undefined };
}

function reportUnusable(server: Reader, key: string, expected: string): void {
  server.report('wrong-type', `\`${server.path}.${key}\` should be ${expected}; it is read as if it were not there.`, {
    key,
    severity: 'warning',
  });
}
