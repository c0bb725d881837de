import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { diagnostics as catalogue, type DiagnosticCode } from '../../problem/catalogue.ts';
import type { Diagnostic, Place } from '../../problem/diagnostic.ts';
import { version } from '../../runtime/version.ts';
import type { CheckedDocument } from './check-document.ts';

const codes = Object.keys(catalogue) as readonly DiagnosticCode[]; // its keys are the codes

/** What was found as a log for code review tools (SARIF 2.1.0, OASIS): one run, a rule for each code. */
export function sarifLog(checked: readonly CheckedDocument[]): object {
  const unreadable = checked.flatMap((one) => (one.unreadable === undefined ? [] : [one.unreadable]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Capstan', version, semanticVersion: version, rules: codes.map(rule) } },
        invocations: [
          {
            executionSuccessful: unreadable.length === 0,
            toolExecutionNotifications: unreadable.map((text) => ({ level: 'error', message: { text } })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: checked.flatMap(({ diagnostics }) => diagnostics.map(result)),
      },
    ],
  };
}

function rule(code: DiagnosticCode): object {
  const { severity, meaning } = catalogue[code];
  return {
    id: code,
    shortDescription: { text: meaning },
    // A page would have to have an absolute address (SARIF 2.1.0 §3.49.12).
    help: { text: `Capstan's docs/errors.md says more of ${code}.` },
    defaultConfiguration: { level: severity },
  };
}

function result({ code, severity, message, fix, place }: Diagnostic): object {
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: fix === undefined ? message : `${message} ${fix}` },
    ...(place && { locations: [{ physicalLocation: physicalLocation(place) }] }),
  };
}

function physicalLocation({ file, line, column }: Place): object {
  return { artifactLocation: artifactLocation(file), region: { startLine: line, startColumn: column } };
}

/** Below the working folder relative to it, which a review tool takes for the root of the sources. */
function artifactLocation(file: string): object {
  if (file === '-') return { uri: 'stdin' };
  if (/^https?:/i.test(file)) return { uri: file };
  const path = relative(process.cwd(), file);
  if (path.startsWith('..')) return { uri: pathToFileURL(file).href };
  const uri = path
    .split(/[\\/]/)
    .map((step) => encodeURIComponent(step))
    .join('/');
  return { uri, uriBaseId: '%SRCROOT%' };
}
