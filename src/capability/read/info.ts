import { slug } from '../../expression/placeholders.ts';
import type { Capability } from '../model.ts';
import type { Reader } from '../reader.ts';

/** The versions of the specification whose words are known here, oldest first. */
const knownVersions = new Set([
  '0.4',
  '0.5',
  '1.0.0-alpha1',
  '1.0.0-alpha2',
  '1.0.0-alpha3',
  '1.0.0-alpha4',
  '1.0.0-beta1',
  '1.0.0-beta2',
  '1.0.0-beta3',
  '1.0.0-beta4',
  '1.0.0-beta5',
]);

export function readInfo(root: Reader, file: string): Pick<Capability, 'name' | 'display' | 'description' | 'version'> {
  const info = root.child('info');
  const written = info?.textOf('display', 'label');
  const name = nameOfFile(file) || slug(written ?? '') || 'capability';
  return {
    name,
    display: written ?? name,
    description: info?.text('description'),
    version: readVersion(root),
  };
}

function readVersion(root: Reader): string {
  const family = root.has('ikanos') ? 'ikanos' : 'naftiko';
  const version = root.text(family);
  if (version === undefined) {
    root.report('unknown-version', 'The document does not say which version of the specification it is written in.', {
      fix: 'Begin it with a line such as `naftiko: 1.0.0-alpha2`. It is read as that version.',
    });
    return family;
  }
  if (!knownVersions.has(version)) {
    root.report(
      'unknown-version',
      `Version ${version} of the specification is not one Capstan knows; the document is read like those it knows.`,
      {
        key: family,
        fix: 'Known are naftiko 0.4 to 1.0.0-alpha2 and ikanos 1.0.0-alpha3 to 1.0.0-beta5. Look at what capstan plan says of it.',
      },
    );
  }
  return `${family} ${version}`;
}

/** `capabilities/northflank-jobs.naftiko.yaml` → `northflank-jobs`; nothing for standard input. */
function nameOfFile(file: string): string {
  const base = file.replace(/[?#].*$/, '').replace(/^.*[\\/]/, '');
  return slug(base.replace(/\.(?:ya?ml|json|txt)$/i, '').replace(/\.(?:naftiko|ikanos)$/i, ''));
}
