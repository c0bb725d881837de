import type { ConsumedOperation, ParameterLocation } from '../../../capability/model.ts';
import type { Failure, FieldProblem } from '../../../problem/failure.ts';
import { compileParameterBody } from './parameter-body.ts';
import type { Arguments } from '../request.ts';
import type { Variables } from '../../variables.ts';
import type { WrittenBody } from './body-writer.ts';
import { compileWrittenBody } from './written-body.ts';

/** Builds the request body; undefined when there is none. */
export type BodyBuilder = (values: Arguments) => WrittenBody | FieldProblem | undefined;

/**
 * Compiles the body of an operation: as the document writes it, or out of the parameters in it.
 *
 * @param fallback what is sent when the caller gives nothing; null for no body.
 * @returns a failure for a body that cannot be sent at all.
 */
export function compileBody(
  { parameters, body }: ConsumedOperation,
  variables: Variables,
  fallback: string | null,
): BodyBuilder | Failure {
  if (!body) {
    const of = (location: ParameterLocation): readonly string[] =>
      parameters.filter((parameter) => parameter.in === location).map(({ name }) => name);
    return compileParameterBody(of('body'), of('member'), fallback);
  }
  const { content, names } = body;
  if (content.kind === 'unsupported') return unsupported(content.type);
  const build = compileWrittenBody(content);
  return (values) =>
    build((name, inSection) => {
      const parameter = names.get(name);
      if (parameter !== undefined) return own(values, parameter);
      return inSection ? undefined : variables.get(name);
    });
}

function own(values: Arguments, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function unsupported(type: string): Failure {
  return {
    code: 'unsupported-body',
    status: 501,
    detail: `The document asks for a body of type \`${type}\`, which Capstan cannot send, so nothing was sent.`,
    retry: 'never',
  };
}
