import { UnusableSettings, type Decoration } from '../capability.ts';
import { decorateJobs } from './decorate-jobs.ts';
import { settingsInWords } from './settings-in-words.ts';
import { InvalidSetting, readSettings, type Settings } from './settings.ts';
import { openLedger, type Ledger } from './starts/ledger.ts';
import { DataFileInUse } from './starts/take-file.ts';

/** One for a file, and one for none, as long as the process lives: a document that is read again goes on with it. */
const ledgers = new Map<string | undefined, Promise<Ledger>>();

/**
 * @param read the value of a variable the user has set.
 * @param calls whether operations will be called: the data file is another process's as long as nothing starts here.
 * @throws UnusableSettings
 */
export async function openDecoration(read: (name: string) => string | undefined, calls: boolean): Promise<Decoration> {
  try {
    const settings = readSettings(read);
    const ledger = await ledgerOf(calls ? settings : { ...settings, dataFile: undefined });
    return { decorate: decorateJobs(settings, ledger), settings: settingsInWords(settings) };
  } catch (error) {
    if (error instanceof InvalidSetting || error instanceof DataFileInUse) throw new UnusableSettings(error.message);
    if (error instanceof Error && 'code' in error)
      throw new UnusableSettings(
        error.code === 'ENOENT'
          ? `The folder of the data file (CAPSTAN_DATA) is not there. Make it, or set CAPSTAN_DATA to another file.`
          : `The data file (CAPSTAN_DATA) cannot be used: ${error.message}.`,
      );
    throw error;
  }
}

function ledgerOf({ dataFile, keyLifetime }: Settings): Promise<Ledger> {
  const known = ledgers.get(dataFile);
  if (known) return known;
  const opened = openLedger({ file: dataFile, lifetime: keyLifetime });
  ledgers.set(dataFile, opened);
  opened.catch(() => ledgers.delete(dataFile));
  return opened;
}
