import type { Outcome } from '../../operation/operation.ts';
import type { Content } from './content.ts';

/** Bytes as MCP content: images and audio by their own kinds, anything else as an embedded resource. */
export function binaryContent({ bytes, mediaType }: Extract<Outcome, { kind: 'binary' }>): Content {
  const data = bytes.toString('base64');
  const mimeType = mediaType.replace(/;.*$/s, '').trim().toLowerCase();
  if (mimeType.startsWith('image/')) return { type: 'image', data, mimeType };
  if (mimeType.startsWith('audio/')) return { type: 'audio', data, mimeType };
  return { type: 'resource', resource: { uri: 'capstan:answer', mimeType, blob: data } };
}
