import { isOverridden } from '../infer/overridden-headers.ts';
import type { Consume } from '../model.ts';
import { operationName } from './consumed-operations.ts';
import { reportFindings, type Finding } from './findings.ts';
import type { Rule } from './rule.ts';

export const headerOverridden: Rule = ({ consumes }, report) => {
  reportFindings(report, 'header-overridden', consumes.flatMap(inConsume), (names) => ({
    message: `Headers are declared as inputs that Capstan writes itself, so what callers give is not sent: ${names}.`,
    fix: 'Remove these inputs; the authentication and the HTTP client fill the headers in.',
  }));
};

function inConsume({ authentication, operations }: Consume): readonly Finding[] {
  return operations.flatMap((operation) =>
    operation.parameters
      .filter((parameter) => parameter.in === 'header' && isOverridden(parameter.name, authentication))
      .map(({ name }) => ({ what: `\`${name}\` of ${operationName(operation)}`, place: operation.place })),
  );
}
