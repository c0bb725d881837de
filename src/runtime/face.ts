import type { RequestListener } from 'node:http';
import type { ConfirmPolicy } from '../capability/confirm.ts';
import type { Operation } from '../operation/operation.ts';
import type { Capability } from '../capability/model.ts';
import type { Guard } from '../expose/http/guard.ts';
import type { Pace } from '../expose/http/pace.ts';
import type { ExtendMcp } from '../expose/mcp/extension.ts';
import { createMcpFace } from '../expose/mcp/face.ts';
import { createRestFace } from '../expose/rest/face.ts';
import { createSkillFace } from '../expose/skill/face.ts';
import type { FindServer } from '../expose/skill/vantage.ts';
import type { StdioTransport } from '../expose/mcp/transport/stdio.ts';
import type { ServerProgram } from './compile/program.ts';
import type { Log } from './log.ts';
import { version } from './version.ts';

export interface FaceOptions {
  readonly guard: Guard;
  /** The largest request body, in bytes. */
  readonly maxBodyBytes: number;
  /** How many characters of an answer a model is given, where a tool's document does not say. */
  readonly maxResultSize?: number | undefined;
  readonly log: Log;
  /** How often each caller may call; left out, as often as it likes. */
  readonly pace?: Pace | undefined;
  /** The path below which the face is served: `/<capability>`, or empty. */
  readonly base: string;
  /** Where the other servers of the same program are. */
  readonly findServer: FindServer;
  /** Seals what MCP clients keep. */
  readonly key: Buffer;
  readonly extendMcp?: ExtendMcp | undefined;
  readonly confirm?: ((tool: Operation) => ConfirmPolicy | undefined) | undefined;
}

export interface Face {
  readonly handle: RequestListener;
  /** Of an MCP server: serves the client at a pair of pipes. */
  readonly attach?: (stdio: StdioTransport) => void;
  /** Ends what would never end by itself, as another face takes this one's place or the server stops. */
  readonly retire: () => void;
}

/** Makes the HTTP face of one compiled server. */
export function createFace(capability: Capability, server: ServerProgram, options: FaceOptions): Face {
  const { guard, maxBodyBytes, log, pace } = options;
  const onDefect = (error: unknown): void => log.defect(error);
  const common = { guard, callers: server.callers, pace, maxBodyBytes, onDefect, version };
  if (server.face.type === 'mcp') {
    const face = createMcpFace({
      ...common,
      key: options.key,
      extend: options.extendMcp,
      confirm: options.confirm,
      name: server.namespace,
      title: capability.display,
      ...(capability.description !== undefined && { instructions: capability.description }),
      tools: server.face.tools,
      maxResultSize: options.maxResultSize,
      resources: server.face.resources.flatMap(({ served }) => served),
      prompts: server.face.prompts.map(({ served }) => served),
      caching: server.face.caching,
      ...(log.calls && { report: (call) => log.call({ server: server.namespace, ...call }) }),
    });
    return face;
  }
  if (server.face.type === 'skill') {
    const { skills, maxBytes } = server.face;
    const { base, findServer } = options;
    const face = createSkillFace({ ...common, skills, maxBytes, base, findServer });
    return { ...face, retire: () => undefined };
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
  return { ...face, retire: () => undefined };
}
