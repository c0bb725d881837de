/**
 * Fuzz tests: whatever the document or the caller says, Capstan neither crashes nor hangs, and sends nothing that the
 * document does not describe.
 */
import { createBytes } from './bytes/bytes.mjs';
import { createDocuments } from './documents/documents.mjs';
import { help, readOptions } from './options.mjs';
import { campaign } from './run/campaign.mjs';
import { startWatchdog } from './run/watchdog.mjs';
import { createValues } from './values/values.mjs';

const creators = { bytes: createBytes, documents: createDocuments, values: createValues };

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
  const { seed, minutes, kinds } = options;
  console.log('Seed %s, %d min of %s.', seed, minutes, kinds.join(', '));
  const watchdog = startWatchdog();
  const subjects = [];
  for (const kind of kinds) subjects.push({ kind, ...(await creators[kind]()) });
  const passed = await campaign(subjects, { ...options, watchdog });
  for (const subject of subjects) await subject.close();
  await watchdog.stop();
  return passed ? 0 : 1;
}
