import type { Document } from '../document/document.ts';
import type { Report } from '../problem/report.ts';
import { namespaceOf } from './infer/namespaces.ts';
import type { Capability } from './model.ts';
import { reportMisspeltKeys } from './misspelt-keys.ts';
import { readAggregates } from './read/aggregates.ts';
import { readBinds } from './read/binds.ts';
import { isHttp, readConsumes } from './read/consume.ts';
import { readExposes } from './read/expose.ts';
import { readInfo } from './read/info.ts';
import { createReader, type AskedKeys, type Reader } from './reader.ts';
import { applyRules } from './rules/rules.ts';
import { boundNames } from './scope.ts';

/**
 * Turns a document of any dialect into the one model, inferring what it leaves out. What is wrong, unsupported or
 * inferred is in the report; what cannot run is left out of the model.
 */
export function normalise(document: Document, report: Report): Capability {
  const asked: AskedKeys = new Map();
  const root = createReader(document.root, document.places, report, asked);
  const body = root.child('capability') ?? root;
  // What is shared stands at the root, what is the capability's own below it.
  const parts = body === root ? [root] : [body, root];
  const binds = parts.flatMap(readBinds);
  const isBound = boundNames(binds);
  const consumes = readConsumes(parts, { prefixes: callerPrefixes(parts), isBound });
  const flows = readAggregates(parts);
  const missing = new Set(parts.flatMap(leftOut));
  const capability = {
    ...readInfo(root, document.file),
    binds,
    consumes,
    exposes: readExposes(parts, { consumes, missing, flows, isBound, prefixes: new Set() }),
  };
  applyRules(capability, report);
  reportMisspeltKeys(asked, document.places, report);
  return capability;
}

/** Written bodies refer to the inputs of whichever expose calls their operation. */
function callerPrefixes(parts: readonly Reader[]): ReadonlySet<string> {
  const servers = parts.flatMap((part) => part.entries('exposes'));
  return new Set(['rest', 'tools', ...servers.flatMap((server) => namespaceOf(server, undefined) ?? [])]);
}

/** The namespaces of what was left out: APIs that cannot be called, and imports, for those that could be resolved are gone. */
function leftOut(part: Reader): readonly string[] {
  return ['consumes', 'aggregates'].flatMap((section) =>
    part.entries(section).flatMap(({ reader }) => {
      if (reader.has('import')) return reader.textOf('as', 'import') ?? [];
      return section === 'consumes' && !isHttp(reader) ? (reader.text('namespace') ?? []) : [];
    }),
  );
}
