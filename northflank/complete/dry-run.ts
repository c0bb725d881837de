import type { Inputs, Json, Operation, Outcome } from '../../src/index.ts';
import { withRun } from './decoration.ts';
import type { Check } from './guard/check.ts';
import { failed, valueOf } from './outcomes.ts';
import { maskSecrets } from './secrets/mask-secrets.ts';

/** With `dry_run`, checks a request and shows it instead of sending it; its secrets are hidden. */
export function dryRun(operation: Operation, check: Check, safe: ReadonlySet<string>): Operation {
  return withRun(operation, async (inputs, context = {}) => {
    if (inputs['dry_run'] !== true) return operation.run(inputs, context);
    const problem = await check(inputs, context);
    return problem ? failed(problem) : show(operation, inputs, safe);
  });
}

function show(operation: Operation, inputs: Inputs, safe: ReadonlySet<string>): Outcome {
  const prepared = operation.prepare(inputs);
  if ('failure' in prepared) return failed(prepared.failure);
  const { request, origin } = prepared;
  if (!request) return valueOf({ dryRun: true });
  const { method, path, body } = request;
  const sent = body === null ? {} : { body: maskSecrets(JSON.parse(body.toString()) as Json, safe) }; // it was made of JSON
  return valueOf({ dryRun: true, wouldSend: { method, url: origin + path, ...sent } });
}
