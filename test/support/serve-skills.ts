import { strFromU8, unzipSync } from 'fflate';
import { ask, type Asked, type Told } from './ask.ts';
import { createFolder, type Folder } from './folder.ts';
import { runDocuments, type RanDocuments, type RunOptions } from './run-document.ts';

/** A document with a REST server, an MCP server whose callers must show a token, and skills that tell of both. */

export const others = `
  consumes:
  - namespace: library
    type: http
    baseUri: http://127.0.0.1:1
    resources:
    - path: /books
      operations:
      - {method: GET, name: list}
      - {method: POST, name: add}
  exposes:
  - type: rest
    namespace: books-rest
    port: 8080
    resources:
    - path: /shelves/{shelf}/books
      operations:
      - {method: GET, name: list-books, call: library.list, inputParameters: [{name: shelf, in: path, type: string, description: Where they stand}]}
  - type: mcp
    namespace: books-mcp
    port: 9090
    authentication: {type: bearer, token: '{{TOKEN}}'}
    tools:
    - {name: add-book, description: Add, call: library.add, inputParameters: [{name: title, type: string, description: Its title}]}
`;

export const skills = `
  - type: skill
    namespace: books-skills
    port: 9091
    skills:
      keep-books:
        description: Keeps books.
        license: Apache-2.0
        compatibility: Needs a library
        allowed-tools: add-book
        user-invocable: false
        metadata: {author: A librarian}
        location: file:///./keep-books
        tools:
          find: {description: Find books., from: {sourceNamespace: books-rest, action: list-books}}
          put: {description: Add a book., from: {sourceNamespace: books-mcp, action: add-book}}
          bind: {description: Bind a book., instruction: guides/binding.md}
      lend-books: {description: 'Lends books: to everybody.'}
`;

export const head = 'ikanos: 1.0.0-beta5\ninfo: {display: Books}\ncapability:';

/** What the document's variable is in tests: nobody may read it. */
export const token = 'hush-hush';

/** A skill server in a folder of its own, with files that it serves and files that it must not. */
export interface ServedSkills extends RanDocuments {
  readonly folder: Folder;
  get(target: string, asked?: Asked): Promise<Told>;
  json(target: string): Promise<unknown>;
  /** The texts of the files in the archive of a skill, by their paths. */
  unzip(skill: string): Promise<Readonly<Record<string, string>>>;
  /** Stops it and removes the folder. */
  end(): Promise<void>;
}

export function createSkillFolder(): Folder {
  const folder = createFolder();
  folder.write('keep-books/guides/binding.md', `Glue, then wait. Never say ${token}.`);
  folder.write('keep-books/empty.txt', '');
  folder.write('keep-books/cover.png', '\u0089PNG');
  folder.write('keep-books/.env', `TOKEN=${token}`);
  folder.write('keys.yaml', token);
  folder.write('../outside.md', 'outside');
  return folder;
}

/** @param texts the documents; the skill server that is asked is `books-skills`. */
export async function serveSkills(
  folder: Folder,
  texts: readonly string[] = [`${head}${others}${skills}`],
  options: RunOptions = {},
): Promise<ServedSkills> {
  const served = await runDocuments(texts, { folder, environment: { TOKEN: token }, ...options });
  const { origin } = new URL(served.url('books-skills'));
  const get = (target: string, asked?: Asked): Promise<Told> => ask(origin, target, asked);
  return {
    ...served,
    folder,
    get,
    json: async (target) => JSON.parse((await get(target)).text) as unknown,
    async unzip(skill) {
      const response = await fetch(`${origin}/skills/${skill}/download`);
      const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
      return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
    },
    async end() {
      await served.stop();
      folder.remove();
    },
  };
}
