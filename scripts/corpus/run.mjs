/**
 * Proves that Capstan sends what documents say: every exposed operation of every document of a folder is called, and what
 * arrives is compared with what the raw document says it should be. Only the built library is used of Capstan; what is
 * expected is worked out here, so that the same mistake is not made twice.
 */
import { findDocuments } from './document/find-documents.mjs';
import { startRecordingUpstream } from './drive/recording-upstream.mjs';
import { help, readOptions } from './options.mjs';
import { replayDocument } from './replay/document.mjs';
import { printDocument, printSummary } from './report/print.mjs';
import { createTotals } from './report/totals.mjs';

process.exitCode = await main(process.argv.slice(2));

async function main(argv) {
  let options;
  try {
    options = readOptions(argv);
  } catch (error) {
    console.error(error.message);
    return 2;
  }
  if (options.help) {
    console.log(help);
    return 0;
  }
  const documents = (await findDocuments(options.folder)).filter(({ name }) => name.includes(options.only));
  const upstream = await startRecordingUpstream();
  const totals = createTotals();
  for (const document of documents) {
    const result = await replayDocument(document, { ...options, upstream });
    totals.add(result);
    if (options.json) console.log(JSON.stringify(result));
    else printDocument(result, options.verbose);
  }
  await upstream.close();
  if (options.json) console.log(JSON.stringify({ totals: totals.summary() }));
  else printSummary(totals.summary());
  return totals.hasWrong ? 1 : 0;
}
