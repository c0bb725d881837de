import { isObject, type Json, type JsonObject } from '../../../json/json.ts';
import type { Decode } from './decode.ts';
import { UndecodableAnswer } from './errors.ts';
import type { Block } from './markdown-block.ts';
import { readBlocks } from './markdown-blocks.ts';
import { tableOf } from './table.ts';
import { textOf } from './text.ts';
import { parseYaml } from './yaml.ts';

/**
 * Decodes Markdown to `{ frontMatter, tables, sections }`: the YAML at its beginning, its tables as lists of objects of texts, and
 * `{ heading, level, content }` for each heading with the text up to the next one.
 *
 * @param filter how the headings of the wanted sections begin, such as `Results` or `## Results` for those of that level; default all.
 */
export function markdownDecoder(filter = ''): Decode {
  const wanted = headingFilter(filter);
  return (bytes) => {
    const { frontMatter, body } = splitFrontMatter(textOf(bytes).replaceAll(/\r\n?/g, '\n'));
    const blocks = readBlocks(body);
    return { frontMatter, tables: tablesOf(blocks), sections: sectionsOf(blocks).filter(wanted) };
  };
}

interface Section {
  readonly [name: string]: Json;
  readonly heading: string;
  readonly level: number;
  readonly content: string;
}

function headingFilter(filter: string): (section: Section) => boolean {
  const [, marks = '', start = ''] = /^(#*)\s*(.*)$/s.exec(filter.trim()) ?? [];
  return ({ heading, level }) => heading.startsWith(start) && (marks === '' || marks.length === level);
}

const frontMatterBlock = /^---[ \t]*\n(?:(.*?)\n)??---[ \t]*(?:\n|$)/s;

/** What stands between the first lines `---`, when it is a YAML mapping; otherwise those lines are rules across the page. */
function splitFrontMatter(text: string): { readonly frontMatter: JsonObject; readonly body: string } {
  const found = frontMatterBlock.exec(text);
  const frontMatter = found ? readFrontMatter(found[1] ?? '') : undefined;
  if (!found || !frontMatter) return { frontMatter: {}, body: text };
  return { frontMatter, body: text.slice(found[0].length) };
}

function readFrontMatter(yaml: string): JsonObject | undefined {
  try {
    const value = yaml.trim() === '' ? {} : parseYaml(yaml);
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof UndecodableAnswer) return undefined;
    throw error;
  }
}

function tablesOf(blocks: readonly Block[]): readonly Json[] {
  const tables = blocks.map((block) => (block.kind === 'table' ? tableOf(block.headers, block.rows) : undefined));
  return tables.filter((table) => table !== undefined);
}

/** Text before the first heading belongs to no section, and tables are told apart from the text. */
function sectionsOf(blocks: readonly Block[]): readonly Section[] {
  const starts = blocks.flatMap((block, index) => (block.kind === 'heading' ? [{ block, index }] : []));
  return starts.map(({ block, index }, at) => {
    const within = blocks.slice(index + 1, starts[at + 1]?.index);
    const texts = within.flatMap((one) => (one.kind === 'text' ? [one.text] : []));
    return { heading: block.text, level: block.level, content: texts.join('\n').trim() };
  });
}
