import { parseReference } from '../../expression/reference.ts';
import type { Bind, Capability } from '../model.ts';
import { variablesUsed, type UsedVariable } from '../variables-used.ts';
import { reportFindings, type Finding } from './findings.ts';
import type { Rule } from './rule.ts';

/** A variable that no bind lists is still looked for in the environment, under its own name. */
export const undeclaredVariable: Rule = (capability, report) => {
  // A part that others import has its binds where it is imported.
  if (capability.exposes.length === 0) return;
  const { credentials, others } = findUndeclared(capability);
  reportFindings(report, 'undeclared-variable', credentials, (names) => ({
    severity: 'warning',
    message: `The credentials refer to variables that \`binds:\` does not list: ${names}. Their values are taken from the environment variables of these names.`,
    fix: 'Check the names, set the variables in the environment or with --var NAME=VALUE, and list them under `binds:`.',
  }));
  reportFindings(report, 'undeclared-variable', others, (names) => ({
    message: `The document refers to variables that \`binds:\` does not list: ${names}. Their values are taken from the environment variables of these names.`,
    fix: 'List them under `binds:`, so that whoever runs the document knows what to set.',
  }));
};

/** The variables that no bind lists: of credentials, and of every other text that is fixed. */
export function findUndeclared(capability: Capability): {
  readonly credentials: readonly Finding[];
  /** What callers are checked with; that it has no value is said in any case. */
  readonly callers: readonly Finding[];
  readonly others: readonly Finding[];
} {
  const undeclared = variablesUsed(capability).filter(({ name }) => !isDeclared(name, capability.binds));
  return {
    credentials: undeclared.filter(({ kind }) => kind === 'credential').map(asFinding),
    callers: undeclared.filter(({ kind }) => kind === 'callers').map(asFinding),
    others: undeclared.filter(({ kind }) => kind === 'text').map(asFinding),
  };
}

function asFinding({ name, place }: UsedVariable): Finding {
  return { what: name.replace(/^env\./, ''), place };
}

/** By the same rule as values are looked up: `env.KEY` is a key of the bind `env`, `KEY` a key of any. */
function isDeclared(name: string, binds: readonly Bind[]): boolean {
  const reference = parseReference(name);
  const bind = binds.find(({ namespace }) => namespace === reference?.prefix);
  if (bind && reference) return bind.keys.has(reference.name);
  const key = reference?.prefix === 'env' ? reference.name : name;
  return binds.some(({ keys }) => keys.has(key));
}
