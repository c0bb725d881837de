import type { Reader } from '../reader.ts';

/**
 * The `tunnel` through which a consumed API is to be called, by its type: a base URI behind one is nobody's to call from
 * here. `fallback: direct` lets calls go there all the same, which is reported.
 */
export function readTunnel(consume: Reader, namespace: string): string | undefined {
  const reader = consume.child('tunnel');
  if (!reader) return undefined;
  const type = reader.text('type') ?? 'unknown';
  if (reader.text('fallback')?.toLowerCase() !== 'direct') return type;
  consume.report(
    'unsupported',
    `The tunnel of ${namespace} (\`${type}\`) cannot be opened here; calls go to its base URI directly, as \`fallback: direct\` says.`,
    { key: 'tunnel', severity: 'warning' },
  );
  return undefined;
}
