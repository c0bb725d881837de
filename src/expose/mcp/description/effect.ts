import type { Call, Hints } from '../../../capability/model.ts';

/** Which requests a tool makes, whether that changes something, and whether doing it twice matters. */
export function effectInWords(calls: readonly Call[], { readOnly, idempotent }: Hints): string {
  const requests = calls.map(({ call }) => `${call.method} ${call.path.replace(/\?.*$/s, '')}`);
  const [only, ...more] = requests;
  if (only === undefined) return 'It calls nothing and answers with fixed values.';
  const shown =
    more.length === 0 ? only : `${requests.slice(0, most).join(', then ')}${requests.length > most ? ', …' : ''}`;
  if (readOnly) return `It calls ${shown}, which changes nothing.`;
  const deletes = calls.every(({ call }) => call.method === 'DELETE');
  const effect = deletes ? 'which deletes' : 'which changes something';
  return idempotent
    ? `It calls ${shown}, ${effect}; calling it again with the same arguments comes to the same.`
    : `It calls ${shown}, ${effect}, and does so again with every call.`;
}

const most = 3;
