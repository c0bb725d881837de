import { reportFindings } from './findings.ts';
import type { Rule } from './rule.ts';

/** A model chooses among tools by their descriptions. */
export const thinDescription: Rule = ({ exposes }, report) => {
  const silent = exposes
    .flatMap((expose) => (expose.type === 'mcp' ? expose.tools : []))
    .filter(({ description = '' }) => description.trim() === '');
  reportFindings(
    report,
    'thin-description',
    silent.map(({ name, place }) => ({ what: name, place })),
    (names) => ({
      message: `Tools have no description, so a model knows only what Capstan can tell of them: what they call, take and return: ${names}.`,
      fix: 'Add `description:` to each, or give a contract that describes the operations with --contract.',
    }),
  );
};
