import type { Capability } from '../../capability/model.ts';
import { boundNames } from '../../capability/scope.ts';
import { variablesUsed } from '../../capability/variables-used.ts';
import { prepareApi } from '../../consume/api.ts';
import { createMask } from '../../consume/mask.ts';
import { soundsSecret } from '../../json/sounds-secret.ts';
import { createReport } from '../../problem/report.ts';
import { noFiles } from '../files/load-files.ts';
import { createVariables } from '../variables.ts';
import { version } from '../version.ts';
import { createBinder } from './bind-operation.ts';
import type { CompileOptions, LoadedFiles } from './compile-options.ts';
import { compileServers, type ServerCompiler } from './compile-servers.ts';
import { createDecorator } from './decorate.ts';
import type { Program, ServerProgram } from './program.ts';
import { reportMissing } from './report-missing.ts';
import { reportUnsupportedBinds } from './report-unsupported-binds.ts';

/** Compiles a loaded capability with the user's values. Nothing is sent or opened. */
export function compile(capability: Capability, loaded: LoadedFiles, options: CompileOptions): Program {
  const report = createReport();
  const mask = createMask([]);
  const variables = createVariables(capability.binds, loaded.bindValues ?? new Map(), options);
  const apis = new Map(
    capability.consumes.map((consume) => [
      consume.namespace,
      prepareApi(consume, {
        baseUri: options.baseUris.get(consume.namespace),
        variables,
        timeout: options.timeout,
        userAgent: `capstan/${version}`,
        mask,
      }),
    ]),
  );
  // A secret may also be a parameter, or part of a body, where only its name tells that it is one.
  for (const { name } of variablesUsed(capability)) {
    const value = soundsSecret(variables.label(name)) ? variables.get(name) : undefined;
    if (value !== undefined) mask.add(value);
  }
  // Of what is only there for others to import, they say what is missing.
  if (capability.exposes.length > 0) {
    for (const consume of capability.consumes) {
      const { namespace } = consume;
      reportMissing(consume, apis.get(namespace), { baseUri: options.baseUris.get(namespace), variables }, report);
    }
    reportUnsupportedBinds(capability.binds, variables, report);
  }
  const servers: ServerProgram[] = [];
  const compiler: ServerCompiler = {
    title: capability.display,
    timeout: options.timeout,
    apis,
    variables,
    mask,
    report,
    bind: createBinder(apis, variables, loaded, options, report),
    decorate: createDecorator(capability, options.decorate, servers),
    files: loaded.files ?? noFiles,
    isBound: boundNames(capability.binds),
    maxAnswerBytes: options.maxAnswerBytes,
  };
  servers.push(...compileServers(capability.exposes, compiler));
  return {
    capability,
    apis,
    variables,
    servers,
    diagnostics: report.diagnostics,
    mask,
    close: async () => void (await Promise.all([...apis.values()].map((api) => api.close()))),
  };
}
