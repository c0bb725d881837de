import type { Program } from '../../runtime/compile/program.ts';
import { printable } from '../print/code-frame.ts';
import { ownCommand } from './own-command.ts';
import { describeVariables } from '../documents/planned-variables.ts';
import type { ShownDocument } from './shown-document.ts';

/** What to paste into the configuration of an MCP client that starts its servers itself. */
export function stdioLines({ program, servers, sandbox }: ShownDocument): readonly string[] {
  const server = servers.find(({ type }) => type === 'mcp');
  if (!server) return [];
  const { command, args } = ownCommand(['--stdio', server.namespace]);
  const env = sandbox ? [] : environmentOf(program);
  const entry = {
    command,
    args,
    ...(env.length > 0 && { env: Object.fromEntries(env.map((name) => [name, '…'])) }),
  };
  // A value given on the command line may be a secret.
  const text = program.mask.text(JSON.stringify({ mcpServers: { [server.namespace]: entry } }, null, 2));
  return ['', 'Or, for a client that starts its servers itself:', '', printable(text).replaceAll(/^/gm, '  ')];
}

/** The variables that this process has from its environment, and another one would need as well. */
function environmentOf(program: Program): readonly string[] {
  return describeVariables(program)
    .map(({ name }) => name)
    .filter((name) => process.env[name] !== undefined);
}
