import { XMLParser } from 'fast-xml-parser';
import type { Json } from '../../../json/json.ts';
import { UndecodableAnswer } from './errors.ts';
import { textOf } from './text.ts';
import { decodeReferences } from './references.ts';

const text = '#text';
const attributes = ':@';

/** An element as the parser yields it: its children under its name, its attributes beside them. Texts are nodes of their own. */
type Node = Readonly<Record<string, string | readonly Node[] | Readonly<Record<string, string>>>>;

const parser = new XMLParser({
  preserveOrder: true,
  textNodeName: text,
  ignoreAttributes: false,
  // With a prefix no attribute has a name that means something to JavaScript.
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  jPath: false,
  maxNestedTags: 100,
  onDangerousProperty: (name) => name,
  // What a DTD declares is never expanded.
  entityDecoder: {
    decode: decodeReferences,
    setExternalEntities: ignore,
    addInputEntities: ignore,
    reset: ignore,
    setXmlVersion: ignore,
  },
});

function ignore(): void {}

/**
 * Decodes XML 1.0. The root's name is dropped; attributes and children are members by their local names, a list where a name repeats; what
 * has neither is its text. Text beside attributes or children is the member `""`, a list when children part it. Namespace declarations are
 * no attributes; `xsi:nil="true"` is null.
 */
export function decodeXml(bytes: Buffer): Json {
  const roots = parseNodes(textOf(bytes)).filter((node) => nameOf(node) !== text);
  const [root] = roots;
  if (!root || roots.length > 1) throw new UndecodableAnswer('The answer is not XML: it has to have one root element.');
  return valueOf(root);
}

function parseNodes(xml: string): readonly Node[] {
  try {
    return parser.parse(xml, true) as readonly Node[]; // what `preserveOrder` yields
  } catch (error) {
    const [, line] = (error instanceof Error && /:(\d+):\d+$/.exec(error.message)) || [];
    throw new UndecodableAnswer(`The answer is not XML${line ? ` (line ${line})` : ''}.`);
  }
}

function valueOf(element: Node): Json {
  const members = new Map<string, Json[]>();
  const add = (name: string, value: Json) => {
    const values = members.get(name);
    if (values) values.push(value);
    else members.set(name, [value]);
  };
  for (const [name, value] of attributesOf(element)) {
    if (name === 'xsi:nil' && value === 'true') return null;
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) add(localName(name), value);
  }
  let run = '';
  const runs: string[] = [];
  for (const child of childrenOf(element)) {
    const part = child[text];
    if (typeof part === 'string') {
      run += part;
      continue;
    }
    runs.push(run);
    run = '';
    const name = nameOf(child);
    add(localName(name), valueOf(child));
  }
  if (members.size === 0) return run;
  runs.push(run);
  for (const part of runs) if (part.trim() !== '') add('', part);
  return Object.fromEntries([...members].map(([name, values]) => [name, only(values)]));
}

function only(values: readonly Json[]): Json {
  const [value = null] = values;
  return values.length === 1 ? value : values;
}

function nameOf(node: Node): string {
  return Object.keys(node).find((key) => key !== attributes) ?? '';
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function childrenOf(element: Node): readonly Node[] {
  const children = element[nameOf(element)];
  return Array.isArray(children) ? (children as readonly Node[]) : []; // an element's own member holds nothing else
}

function attributesOf(element: Node): readonly (readonly [name: string, value: string])[] {
  const found = element[attributes];
  if (typeof found !== 'object') return [];
  return Object.entries(found).map(([name, value]) => [name.slice(1), String(value)]);
}
