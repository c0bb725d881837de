import { consumedOperations, operationName } from './consumed-operations.ts';
import { reportFindings } from './findings.ts';
import type { Rule } from './rule.ts';

/** Methods whose body has no meaning of its own (RFC 9110 §9.3.1, §9.3.2, §9.3.5). */
const bodyless = new Set(['GET', 'HEAD', 'DELETE']);

export const bodyOnGet: Rule = (capability, report) => {
  const found = consumedOperations(capability).filter(
    ({ method, parameters }) => bodyless.has(method) && parameters.some((parameter) => parameter.in === 'body'),
  );
  reportFindings(
    report,
    'body-on-get',
    found.map((operation) => ({ what: `${operationName(operation)} (${operation.method})`, place: operation.place })),
    (names) => ({
      message: `Operations take a body with a method that usually has none; it is sent only when a caller gives one: ${names}.`,
    }),
  );
};
