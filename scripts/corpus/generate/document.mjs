import { createChance } from './chance.mjs';
import { inventCohortDocument } from './cohort.mjs';
import { dialects, inDialect } from './dialects.mjs';
import { withImport } from './imports.mjs';
import { inventOfficialDocument } from './official.mjs';
import { writeText } from './text.mjs';

/** @returns the files of one made-up document: names to texts; most are one file, an import is two. */
export function inventFiles(seed, name) {
  const random = createChance(seed);
  const { chance, pick } = random;
  const isOfficial = chance(0.2);
  const written = isOfficial ? inventOfficialDocument(random) : inventCohortDocument(random);
  const dialect = isOfficial || chance(0.2) ? pick(dialects) : '1.0.0-alpha2';
  const sharedName = `${name}-shared.consumes.yml`;
  const whole = inDialect(written, dialect);
  const { document, shared } = chance(0.05) ? withImport(whole, sharedName, random) : { document: whole };
  const files = { [`${name}.${isOfficial ? 'official' : 'cohort'}.yaml`]: writeText(document, random) };
  return shared ? { ...files, [sharedName]: writeText(shared, createChance('plain')) } : files;
}
