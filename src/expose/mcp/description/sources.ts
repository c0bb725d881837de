import type { Call } from '../../../capability/model.ts';
import { normalisedName, splitPath } from '../../../expression/placeholders.ts';
import type { DescribedTool } from './described-tool.ts';

/** The tools that list a collection, by the collection's API and path. */
export type Sources = ReadonlyMap<string, string>;

/** Of several tools that list the same, the first counts. */
export function findSources(tools: readonly DescribedTool[]): Sources {
  const found = new Map<string, string>();
  for (const { operation, exposed } of tools) {
    const { flow } = exposed;
    if (flow.kind !== 'call' || flow.call.method !== 'GET') continue;
    const key = keyOf(flow.call.namespace, flow.call.path);
    if (!found.has(key)) found.set(key, operation.name);
  }
  return found;
}

/**
 * Where the ids come from that a tool takes: `{jobId}` of `/projects/{projectId}/jobs/{jobId}` is one of what the tool returns
 * that reads `/projects/{projectId}/jobs`.
 */
export function sourcesInWords(name: string, calls: readonly Call[], sources: Sources): readonly string[] {
  const [call] = calls.length === 1 ? calls : [];
  if (call === undefined) return [];
  const { path, namespace } = call.call;
  const sentences: string[] = [];
  let before = '';
  for (const part of splitPath(path)) {
    if ('text' in part) before += part.text;
    else {
      const input = inputOf(part.name, call);
      const source = sources.get(keyOf(namespace, before));
      if (input !== undefined && source !== undefined && source !== name && isCollectionOf(part.name, before))
        sentences.push(`\`${input}\` is of one of those that ${source} returns.`);
      before += `{${part.name}}`;
    }
  }
  return sentences;
}

/** Before an id stands what it is one of, in the plural: `/jobs/{jobId}`, `/jobs/{id}`, `/repositories/{repository}`. */
function isCollectionOf(placeholder: string, path: string): boolean {
  const segment = /([^/{}]+)\/$/.exec(path)?.[1];
  if (segment === undefined) return false;
  const noun = normalisedName(placeholder.replace(/(?:^|[_-])?(?:id|sid|uuid|guid|key|name|slug|number|code)s?$/i, ''));
  const words = segment.split(/[^a-zA-Z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).map(normalisedName);
  if (noun.length < 3) return noun === '';
  // `company` and `companies` differ in the last letter of the singular.
  return words.some((word) => word.length > noun.length && word.startsWith(noun.slice(0, -1)));
}

function inputOf(placeholder: string, { arguments: wired }: Call): string | undefined {
  const value = wired.find(({ parameter }) => normalisedName(parameter) === normalisedName(placeholder))?.value;
  return value && 'input' in value ? value.input : undefined;
}

/** What the placeholders are called is no part of a path's meaning. */
function keyOf(namespace: string, path: string): string {
  return `${namespace} ${path.replace(/[/?#]+$/, '').replaceAll(/\{+[^{}]*\}+/g, '{}')}`;
}
