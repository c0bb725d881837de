import { compilePattern } from '../../json/pattern/compile-pattern.ts';
import { isSafePattern } from '../../json/pattern/safe-pattern.ts';
import { reportFindings } from './findings.ts';
import { namedSchemas } from './named-schemas.ts';
import type { Rule } from './rule.ts';

/** Patterns with which a caller could stop the whole process; operations leave them out. */
export const unsafePattern: Rule = (capability, report) => {
  const unsafe = namedSchemas(capability).filter(
    ({ schema: { pattern } }) => typeof pattern === 'string' && compilePattern(pattern) && !isSafePattern(pattern),
  );
  reportFindings(
    report,
    'unsafe-pattern',
    unsafe.map(({ name, schema, place }) => ({ what: `${name} (${String(schema['pattern'])})`, place })),
    (names) => ({
      message: `Matching a \`pattern\` could take longer than anybody waits, so it is not checked: ${names}.`,
      fix: 'Write it so that each text fits in one way only: `(a+)+` is `a+`, `(\\w+\\s?)*` is `(\\w+\\s)*\\w*`.',
    }),
  );
};
