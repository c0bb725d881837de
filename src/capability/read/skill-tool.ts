import { closestName } from '../../json/closest-name.ts';
import { toolName } from '../infer/tool-names.ts';
import type { Expose, ExposedOperation, ExposedSkillTool } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';
import { reportUnused } from './report-unused.ts';

interface SkillContext {
  /** The skill's name. */
  readonly skill: string;
  readonly location: string | undefined;
  /** The servers whose operations its tools may be. */
  readonly others: readonly Expose[];
}

/** The tools of a skill; those that come from nowhere are reported and left out. */
export function readSkillTools(skill: Reader, context: SkillContext): readonly ExposedSkillTool[] {
  return skill.entries('tools').flatMap((entry) => readTool(entry, context) ?? []);
}

function readTool({ name: written, reader }: Entry, context: SkillContext): ExposedSkillTool | undefined {
  const name = written ?? reader.requiredText('name');
  const words = `the tool ${name} of the skill ${context.skill}`;
  const source = readSource(reader, words, context);
  return source && { name, description: reader.requiredText('description'), source, place: reader.place };
}

function readSource(
  reader: Reader,
  words: string,
  { location, others }: SkillContext,
): ExposedSkillTool['source'] | undefined {
  if (reader.has('from')) {
    reportUnused(reader, words, 'from', ['instruction']);
    const from = reader.child('from');
    return from && readFrom(from, words, others);
  }
  const file = reader.text('instruction');
  if (file !== undefined && location !== undefined) return { kind: 'instruction', file };
  reader.report(
    'missing-key',
    file === undefined
      ? `There is neither \`from\` nor \`instruction\` in ${words}; it is left out.`
      : `The \`instruction\` of ${words} is a file of the skill’s folder, and the skill has no \`location\`; it is left out.`,
    {
      fix:
        file === undefined
          ? 'Write `from: {sourceNamespace: …, action: …}` or the file of an `instruction:`.'
          : 'Say where the folder is: `location: file:///./skills/my-skill`.',
    },
  );
  return undefined;
}

function readFrom(from: Reader, words: string, others: readonly Expose[]): ExposedSkillTool['source'] | undefined {
  const namespace = from.requiredText('sourceNamespace');
  const action = from.requiredText('action');
  if (namespace === '' || action === '') return undefined;
  const servers = others.filter((server) => server.namespace === namespace);
  const report = (key: string, problem: string, known: readonly string[]): undefined => {
    const near = closestName(from.text(key) ?? '', known);
    const fix = near === undefined ? `There is ${known.slice(0, 10).join(', ') || 'none'}.` : `Did you mean ${near}?`;
    from.report('unknown-source', `${problem}; ${words} is left out.`, { key, fix });
  };
  if (servers.length === 0) {
    const known = others.map((server) => server.namespace);
    return report('sourceNamespace', `No REST or MCP server is exposed as \`${namespace}\``, known);
  }
  const actions = servers.flatMap(actionsOf);
  const operation =
    actions.find(({ name }) => name === action) ?? actions.find(({ name }) => name === toolName(action));
  if (operation) return { kind: 'operation', namespace, action, operation };
  const known = actions.map(({ name }) => name);
  return report('action', `The server ${namespace} exposes no \`${action}\``, known);
}

function actionsOf(server: Expose): readonly ExposedOperation[] {
  switch (server.type) {
    case 'rest':
      return server.operations;
    case 'mcp':
      return server.tools;
    case 'skill':
      return [];
  }
}
