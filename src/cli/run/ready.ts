import type { Running } from '../../runtime/start.ts';
import type { OpenedDocument } from '../documents/open-documents.ts';
import { few } from './report-documents.ts';
import { shownDocuments } from './shown-document.ts';
import { welcomeMany } from './welcome-many.ts';
import { welcomeOne } from './welcome-one.ts';
import { welcomeSome } from './welcome-some.ts';

/** The one line of `--json` that tells a script where everything is. */
export function readyLine(running: Running, documents: readonly OpenedDocument[]): string {
  const sandboxes = documents.flatMap(({ opened }) =>
    opened?.sandbox ? [{ namespace: 'northflank-sandbox', type: 'sandbox', url: opened.sandbox.url }] : [],
  );
  return `${JSON.stringify({ event: 'ready', servers: [...running.servers, ...sandboxes] })}\n`;
}

/** What a person needs to know next: what runs where and against what, and how to try it. */
export function welcome(running: Running, documents: readonly OpenedDocument[]): string {
  const shown = shownDocuments(running, documents);
  const [first, ...more] = shown;
  const lines =
    first && more.length === 0
      ? welcomeOne(first)
      : (shown.length > few ? welcomeMany : welcomeSome)(shown, running.index);
  return `${lines.join('\n')}\n`;
}
