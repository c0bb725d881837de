import { splitPath } from '../../expression/placeholders.ts';
import { consumedOperations } from './consumed-operations.ts';
import { reportFindings } from './findings.ts';
import type { Rule } from './rule.ts';

/** What a consumed path can have that a path should not, and what is done with it. */
const oddities: readonly (readonly [RegExp, string])[] = [
  [/#/, 'hold a `#`; what follows it is not sent'],
  [/\?/, 'hold a query string; it is sent as it is written, and query inputs are added to it'],
  [/^[a-z][a-z0-9+.-]*:\/\//i, 'are whole addresses; they are put behind the base URI all the same'],
  [/(?<!:)\/\//, 'hold an empty segment (`//`); it is sent as it is written'],
  [/(?:^|\/)\.{1,2}(?=[/?#]|$)/, 'hold a step (`.` or `..`); every call is refused'],
  [/[^\w\-.~!$&'()*+,;=:@/%?#]/, 'hold characters that no URL can have; they are percent-encoded'],
  [/^(?![a-z][a-z0-9+.-]*:\/\/)[^/?#]/i, 'do not begin with a slash; one is put there'],
];

/** Only segments of plain characters behind a slash each: most paths are so, and need no closer look. */
const plain = /^(?:\/[\w\-.~!$&'()*+,;=:@%]+)*\/?$/;

export const oddPath: Rule = (capability, report) => {
  const paths = consumedOperations(capability)
    .map(({ path, place }) => ({ path, place, fixed: withoutNames(path) }))
    .filter(({ fixed }) => !plain.test(fixed) || fixed.includes('/.'));
  for (const [oddity, words] of oddities) {
    reportFindings(
      report,
      'odd-path',
      paths.filter(({ fixed }) => oddity.test(fixed)).map(({ path, place }) => ({ what: path, place })),
      (names) => ({ message: `Consumed paths ${words}: ${names}.` }),
    );
  }
  reportFindings(
    report,
    'odd-path',
    capability.consumes
      .filter(({ baseUri }) => /[?#]/.test(withoutNames(baseUri)))
      .map(({ baseUri, place }) => ({ what: baseUri, place })),
    (names) => ({
      message: `Base URIs hold a query string or a fragment, which is not sent: ${names}.`,
      severity: 'warning',
    }),
  );
  const exposed = capability.exposes.flatMap((expose) => (expose.type === 'rest' ? expose.operations : []));
  reportFindings(
    report,
    'odd-path',
    exposed
      .filter(({ path }) => /%(?![\dA-Fa-f]{2})/.test(withoutNames(path)))
      .map(({ path, place }) => ({ what: path, place })),
    (names) => ({ message: `Exposed paths hold a \`%\` that encodes nothing; callers must write \`%25\`: ${names}.` }),
  );
};

/** The path with a plain letter for each placeholder: their names are nobody's business but the document's. */
function withoutNames(path: string): string {
  return splitPath(path)
    .map((part) => ('text' in part ? part.text : 'x'))
    .join('');
}
