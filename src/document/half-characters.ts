import { isObject } from '../json/json.ts';

const half = /\p{Surrogate}/u;

/** Escapes of surrogates, in pairs or not: `\ud83d`, `\U0000D83D`. */
const escaped = /\\u0*d[89a-f]/i;

/**
 * Whether a text, or the name of a member, holds half a surrogate pair. UTF-8 has no bytes for one (RFC 3629 §3), so it
 * could neither be sent nor shown.
 *
 * @param root what was read from `yaml`.
 */
export function holdsHalfCharacter(root: unknown, yaml: string): boolean {
  return escaped.test(yaml) && isHalf(root);
}

function isHalf(node: unknown): boolean {
  if (typeof node === 'string') return half.test(node);
  if (Array.isArray(node)) return node.some(isHalf);
  return isObject(node) && Object.entries(node).some(([name, value]) => half.test(name) || isHalf(value));
}
