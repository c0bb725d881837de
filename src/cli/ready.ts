import { version } from '../runtime/version.ts';
import type { Running } from '../runtime/start.ts';
import { exampleInputs } from './bundled.ts';
import { exampleCalls } from './example-calls.ts';
import type { Opened } from './open-document.ts';
import { styler } from './style.ts';

/** The one line of `--json` that tells a script where everything is. */
export function readyLine(running: Running, opened: readonly Opened[]): string {
  const sandboxes = opened.flatMap(({ sandbox }) =>
    sandbox ? [{ namespace: 'northflank-sandbox', type: 'sandbox', url: sandbox.url }] : [],
  );
  return `${JSON.stringify({ event: 'ready', servers: [...running.servers, ...sandboxes] })}\n`;
}

/** What a person needs to know next: what runs where and against what, and how to try it. */
export function welcome(running: Running, opened: readonly Opened[]): string {
  const style = styler(process.stdout);
  const lines = [
    `${style('bold', `Capstan ${version}`)} runs ${opened.flatMap(({ program }) => (program ? [program.capability.display] : [])).join(', ')}`,
    '',
  ];
  for (const { type, url, namespace } of running.servers)
    lines.push(`  ${type.toUpperCase().padEnd(5)} ${style('cyan', url.padEnd(29))} ${style('dim', namespace)}`);
  for (const { program, sandbox } of opened) lines.push(...calledApis(program, sandbox).map((line) => `  ${line}`));

  const rest = running.servers.find(({ type }) => type === 'rest');
  const examples = rest ? exampleCalls(rest, opened, exampleInputs(opened.some(({ sandbox }) => sandbox))) : [];
  if (examples.length > 0) lines.push('', 'Try it:', '', ...examples.map((example) => `  ${example}`));

  const mcp = running.servers.filter(({ type }) => type === 'mcp');
  if (mcp.length > 0) {
    const servers = Object.fromEntries(mcp.map(({ namespace, url }) => [namespace, { type: 'http', url }]));
    lines.push('', 'For an MCP client’s configuration:', '', indent(JSON.stringify({ mcpServers: servers }, null, 2)));
  }
  const notes = opened.flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === 'note')).length;
  if (notes > 0)
    lines.push('', style('dim', `${notes} things were inferred; capstan check DOCUMENT lists them. Stop with Ctrl-C.`));
  return `${lines.join('\n')}\n`;
}

function calledApis(program: Opened['program'], sandbox: Opened['sandbox']): readonly string[] {
  return [...(program?.apis.values() ?? [])].map((api) => {
    const address = `${api.origin ?? '(address not known)'}${api.basePath}`;
    const local = sandbox?.baseUris.has(api.namespace)
      ? ' (the local sandbox; set NORTHFLANK_API_KEY to use your account)'
      : '';
    const blocked = api.blocked ? `; every call is refused: ${api.blocked.code}` : '';
    return `calls ${address}${local}${blocked}`;
  });
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
