import type { Document } from '../document/document.ts';
import type { Report } from '../problem/report.ts';
import type { Capability } from './model.ts';
import { readBinds } from './read/binds.ts';
import { readConsumes } from './read/consume.ts';
import { readExposes } from './read/expose.ts';
import { readInfo } from './read/info.ts';
import { createReader } from './reader.ts';
import { applyRules } from './rules/rules.ts';

/**
 * Turns a document of any dialect into the one model, inferring what it leaves out. What is wrong, unsupported or
 * inferred is in the report; what cannot run is left out of the model.
 */
export function normalise(document: Document, report: Report): Capability {
  const root = createReader(document.root, document.places, report);
  const body = root.child('capability') ?? root;
  const binds = [...readBinds(root), ...(body === root ? [] : readBinds(body))];
  const consumes = readConsumes(body);
  const capability = {
    ...readInfo(root, document.file),
    binds,
    consumes,
    exposes: readExposes(body, consumes),
  };
  applyRules(capability, report);
  return capability;
}
