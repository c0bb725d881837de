import type { ExposedResource } from '../../capability/model.ts';
import type { Mask } from '../../consume/mask.ts';
import type { ResourceContents } from '../../expose/mcp/result/content.ts';
import { failedCall } from '../../expose/mcp/result/failed-call.ts';
import type { McpResource, ReadOutcome } from '../../expose/mcp/resources/resource.ts';
import { fileFailure, gone, type WhyNotRead } from './file-failure.ts';
import { isText } from './is-text.ts';
import { readServedFile } from './read-served-file.ts';
import type { ServedFile } from './served-file.ts';

export interface FileOptions {
  /** A larger file is not read. */
  readonly maxBytes: number;
  readonly mask: Mask;
}

/** A file as a resource: at the URI of the document, or below it where that is of a folder. */
export function fileResource(exposed: ExposedResource, file: ServedFile, { maxBytes, mask }: FileOptions): McpResource {
  const { name, title, description, isBinary, scopes } = exposed;
  const { steps, size } = file;
  // Of a folder, the document can only say what most files in it are.
  const [first, second] = steps.length === 0 ? [exposed.mimeType, file.mimeType] : [file.mimeType, exposed.mimeType];
  const mimeType = first ?? second;
  const way = steps.join('/');
  return {
    uri: [exposed.uri.replace(/\/$/, ''), ...steps.map(encodeURIComponent)].join('/'),
    name: way === '' ? name : `${name}/${way}`,
    title: way === '' || title === undefined ? title : `${title}: ${way}`,
    description,
    mimeType,
    size,
    scopes,
    isStatic: true,
    async read(uri): Promise<ReadOutcome> {
      const read = await readServedFile(file, maxBytes);
      if ('why' in read) return notRead(read.why, maxBytes);
      return { kind: 'contents', contents: [contentsOf(read.bytes, uri, { mimeType, isBinary, mask })] };
    },
  };
}

interface How {
  readonly mimeType: string | undefined;
  readonly isBinary: boolean;
  readonly mask: Mask;
}

function contentsOf(bytes: Buffer, uri: string, { mimeType, isBinary, mask }: How): ResourceContents {
  if (isBinary || !isText(bytes, mimeType)) {
    return { uri, mimeType: mimeType ?? 'application/octet-stream', blob: bytes.toString('base64') };
  }
  return { uri, mimeType: mimeType ?? 'text/plain', text: mask.text(bytes.toString('utf8')) };
}

function notRead(why: WhyNotRead, maxBytes: number): ReadOutcome {
  if (why === 'gone') return { kind: 'nothing', message: gone };
  return failedCall({ kind: 'failure', failure: fileFailure(why, maxBytes) }, readOnly);
}

const readOnly = { readOnly: true, destructive: false, idempotent: true, openWorld: false };
