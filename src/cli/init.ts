import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { dump } from 'js-yaml';
import { explicitOverlay } from '../capability/adopt/explicit-overlay.ts';
import type { OverlayAction } from '../capability/adopt/overlay-action.ts';
import { readDocumentOptions, withDocumentOptions } from './documents/document-options.ts';
import { CommandError } from './exit.ts';
import { openDocument } from './documents/open-document.ts';
import { formatDiagnostic } from './print/print-diagnostics.ts';
import { styler } from './print/style.ts';

export function initCommand(): Command {
  return withDocumentOptions(new Command('init'), { calls: false })
    .description('write the overlay that says what a document leaves to be inferred')
    .argument('<DOCUMENT>', 'a file, a URL, or -')
    .option('--out <FILE>', 'write it to a new file instead of standard output')
    .addHelpText(
      'after',
      '\nRun the document with --overlay FILE, or take over into the document what the overlay says.',
    )
    .action(init);
}

async function init(name: string, { out }: { readonly out?: string }, command: Command): Promise<void> {
  const options = await readDocumentOptions(command);
  const { loaded, program, diagnostics } = await openDocument(name, options, { calls: false });
  const { document, capability } = loaded;
  await program?.close();
  if (!document || !capability) {
    const style = styler(process.stderr);
    const reasons = diagnostics.map((one) => formatDiagnostic(one, loaded.texts, style));
    throw new CommandError(`${name} cannot be read.\n${reasons.join('\n')}`);
  }
  const addresses = capability.consumes.flatMap(({ namespace }, index) => {
    const baseUri = options.baseUris.get(namespace) ?? options.baseUris.get('*');
    return baseUri === undefined ? [] : [baseUriAction(document.root, index, namespace, baseUri)];
  });
  const actions = [...addresses, ...explicitOverlay(document, capability)];
  const text = overlayText(capability.display, actions);
  if (out === undefined) process.stdout.write(text);
  else await writeNew(out, text);
  const target = out === undefined ? '' : ` in ${out}`;
  process.stderr.write(`${actions.length} ${actions.length === 1 ? 'action' : 'actions'}${target}.\n`);
}

/** An address given on the command line is what the document lacks as well. */
function baseUriAction(root: object, index: number, namespace: string, baseUri: string): OverlayAction {
  const parent = 'capability' in root ? '$.capability' : '$';
  return { target: `${parent}.consumes[${index}]`, description: `The address of ${namespace}`, update: { baseUri } };
}

function overlayText(title: string, actions: readonly OverlayAction[]): string {
  const overlay = { overlay: '1.0.0', info: { title: `${title}, made explicit`, version: '1.0.0' }, actions };
  return dump(overlay, { lineWidth: 120, noRefs: true });
}

async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw new CommandError(exists ? `${file} is already there; it is left as it is.` : `${file} cannot be written.`);
  }
}
