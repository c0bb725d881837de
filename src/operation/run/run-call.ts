import type { Call, ExposedOperation } from '../../capability/model.ts';
import { collect } from '../../consume/answer/collect.ts';
import type { Cancel, Receiver } from '../../consume/answer/receiver.ts';
import { traced } from '../../consume/request/trace-context.ts';
import { compileCall, type CompiledCall } from './compile-call.ts';
import { compileMapping, type Mapping } from './map-output.ts';
import type { CallContext } from '../call-context.ts';
import { compileAnswerReader, type Conversion } from './read-answer.ts';
import { knownNames, prepared, type OperationOptions, type Runner } from './runner.ts';
import { createLookup, type Context, type Lookup } from './values.ts';

/** One call: its answer as it is, in pieces as they come, or what is made of it. */
export function compileCallRunner(exposed: ExposedOperation, flow: Call, options: OperationOptions): Runner {
  const { output } = exposed;
  const lookup = createLookup(knownNames(exposed), options.variables);
  const call = compileCall(flow, options.api(flow.call), options.contract(flow.call), lookup);
  const readAnswer = compileAnswerReader(flow.call.answer, output.kind, options.schemaText(flow.call));
  const mapping = output.kind === 'mapped' ? compileMapping(output.shape, listsOf(flow)) : undefined;
  return {
    prepare: (context) => prepared(call, context),
    async run(context, caller) {
      const request = call.prepare(context);
      if ('failure' in request) return { kind: 'failure', failure: request.failure };
      const sent = traced(request.request, caller?.trace);
      const answer = await collect((receiver) => call.api.send(sent, receiver), {
        maxBytes: options.maxAnswerBytes,
        whenGone: caller?.whenGone,
      });
      if ('failure' in answer) return { kind: 'failure', failure: answer.failure };
      return readAnswer(answer, mapping && conversion(mapping, context, lookup));
    },
    ...(output.kind === 'untouched' && {
      stream: (context, receiver, caller) => stream(call, context, named(receiver, flow.call.answer.mediaType), caller),
    }),
  };
}

function stream(call: CompiledCall, context: Context, receiver: Receiver, caller: CallContext | undefined): Cancel {
  const result = call.prepare(context);
  if ('request' in result) return call.api.send(traced(result.request, caller?.trace), receiver);
  receiver.fail(result.failure);
  return () => undefined;
}

/** Passes on an answer under the media type that the document gives it. */
function named(receiver: Receiver, mediaType: string | undefined): Receiver {
  if (mediaType === undefined) return receiver;
  return {
    start(status, headers, resume) {
      const isAnswer = status >= 200 && status < 300;
      receiver.start(status, isAnswer ? { ...headers, 'content-type': mediaType } : headers, resume);
    },
    data: (chunk) => receiver.data(chunk),
    end: () => receiver.end(),
    fail: (failure) => receiver.fail(failure),
  };
}

function conversion(mapping: Mapping, context: Context, lookup: Lookup): Conversion {
  return (value) => mapping(value, (name, inSection) => lookup(context, name, inSection));
}

/** XML cannot tell a list of one from its item. */
function listsOf({ call }: Call): 'exact' | 'loose' {
  return call.answer.format === 'xml' ? 'loose' : 'exact';
}
