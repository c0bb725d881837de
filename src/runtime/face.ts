import type { RequestListener } from 'node:http';
import type { Capability } from '../capability/model.ts';
import type { Guard } from '../expose/http/guard.ts';
import { createMcpFace } from '../expose/mcp/face.ts';
import { createRestFace } from '../expose/rest/face.ts';
import type { ServerProgram } from './compile.ts';
import type { Log } from './log.ts';
import { version } from './version.ts';

export interface FaceOptions {
  readonly guard: Guard;
  /** The largest request body, in bytes. */
  readonly maxBodyBytes: number;
  /** How many characters of an answer a model is given, where a tool's document does not say. */
  readonly maxResultSize?: number | undefined;
  readonly log: Log;
  /** The path below which the face is served: `/<capability>`, or empty. */
  readonly base: string;
}

/** Makes the HTTP face of one compiled server. */
export function createFace(capability: Capability, server: ServerProgram, options: FaceOptions): RequestListener {
  const { guard, maxBodyBytes, log } = options;
  const onDefect = (error: unknown): void => log.defect(error);
  const common = { guard, callers: server.callers, maxBodyBytes, onDefect, version };
  if (server.face.type === 'mcp') {
    const { tools, resultSizes } = server.face;
    const face = createMcpFace({
      ...common,
      name: server.namespace,
      title: capability.display,
      ...(capability.description !== undefined && { instructions: capability.description }),
      tools,
      resultSizeOf: (tool) => resultSizes.get(tool) ?? options.maxResultSize,
      ...(log.calls && { report: (call) => log.call({ server: server.namespace, ...call }) }),
    });
    return (request, response) => face.handle(request, response);
  }
  const face = createRestFace({
    ...common,
    base: options.base,
    title: capability.display,
    description: capability.description ?? '',
    routes: server.face.routes,
    forwards: server.face.forwards,
    ...(log.calls && { report: (call) => log.call({ server: server.namespace, ...call }) }),
  });
  return (request, response) => face.handle(request, response);
}
