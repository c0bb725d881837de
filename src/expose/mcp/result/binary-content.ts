import type { Outcome } from '../../../operation/operation.ts';
import type { Content } from './content.ts';
import { sizeInWords } from './size-in-words.ts';

/** The images that models can look at; another one, handed over as an image, makes their APIs refuse the conversation. */
const images = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** In Base64 these are 5 MB, the most that model APIs take of an image; nothing else is of use to a model at more. */
const mostBytes = 3_750_000;

/** Bytes as MCP content: images and audio by their own kinds, anything else as an embedded resource. */
export function binaryContent({ bytes, mediaType }: Extract<Outcome, { kind: 'binary' }>): Content {
  const mimeType = mediaType.replace(/;.*$/s, '').trim().toLowerCase();
  if (bytes.length > mostBytes) {
    const text = `The answer is ${sizeInWords(bytes.length)} of ${mimeType}, and at most ${sizeInWords(mostBytes)} can be handed over. It is left out.`;
    return { type: 'text', text };
  }
  const data = bytes.toString('base64');
  if (images.has(mimeType)) return { type: 'image', data, mimeType };
  if (mimeType.startsWith('audio/')) return { type: 'audio', data, mimeType };
  return { type: 'resource', resource: { uri: 'capstan:answer', mimeType, blob: data } };
}
