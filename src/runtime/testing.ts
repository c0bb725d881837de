import { normalise } from '../capability/normalise.ts';
import { loadContract } from '../contract/load-contract.ts';
import { createMask } from '../consume/mask.ts';
import { loadDocument } from '../document/load-document.ts';
import type { Operation } from '../operation/operation.ts';
import { createReport } from '../problem/report.ts';
import type { Diagnostic } from '../problem/diagnostic.ts';
import type { Program, ServerProgram } from './compile/program.ts';
import type { CompileOptions } from './compile/compile-options.ts';
import { compile } from './compile/compile.ts';
import { createLog, type Log } from './log.ts';

/** For tests: a program from the text of a document, by the way every document goes. */
export interface TestProgram extends Program {
  /** Of the document and of its compilation. */
  readonly diagnostics: readonly Diagnostic[];
  readonly server: (namespace: string) => ServerProgram;
  /** An exposed operation, by its name, of whichever server has it first. */
  readonly operation: (name: string) => Operation;
}

export interface TestOptions extends Partial<CompileOptions> {
  /** The text of an OpenAPI contract for the API consumed as `up`. */
  readonly contract?: string;
}

export function compileText(yaml: string, { contract, ...options }: TestOptions = {}): TestProgram {
  const report = createReport();
  const document = loadDocument('test.yaml', yaml, report);
  if (!document) throw new Error(`no document: ${JSON.stringify(report.diagnostics)}`);
  const contracts = new Map(contract === undefined ? [] : [['up', loadContract(contract, 'contract.yaml')]]);
  const program = compile(
    normalise(document, report),
    { contracts },
    {
      given: new Map(),
      environment: {},
      baseUris: new Map(),
      contractMode: 'lenient',
      timeout: 5000,
      maxAnswerBytes: 1024 * 1024,
      ...options,
    },
  );
  return {
    ...program,
    diagnostics: [...report.diagnostics, ...program.diagnostics],
    server: (namespace) => found(program.servers.find((server) => server.namespace === namespace)),
    operation: (name) =>
      found(program.servers.flatMap(({ bound }) => bound).find(({ operation }) => operation.name === name)).operation,
  };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not in the program');
  return value;
}

export const silent: Log = createLog({ level: 'silent', format: 'text', mask: () => createMask([]) });
