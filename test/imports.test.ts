/** Documents that try to read more than is theirs, or to keep who loads them busy for ever. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compile, load, type Loaded } from '../src/index.ts';
import { createFolder, type Folder } from './support/folder.ts';
import { serveHttp } from './support/serve.ts';

let folder: Folder;
const cleanUp: (() => unknown)[] = [];
beforeEach(() => void (folder = createFolder()));
afterEach(async () => {
  folder.remove();
  for (const close of cleanUp.splice(0)) await close();
});

const part = (namespace: string, imports = ''): string =>
  `naftiko: 1.0.0-alpha2\nconsumes:\n- {namespace: ${namespace}, type: http, baseUri: https://api.example.com, resources: []}\n${imports}`;

/** A document that imports `ships` from somewhere. */
const importing = (from: string): string =>
  `naftiko: 1.0.0-alpha2\ncapability:\n  consumes: [{from: ${JSON.stringify(from)}, import: ships}]\n`;

const namespaces = ({ capability }: Loaded): readonly string[] =>
  (capability?.consumes ?? []).filter(({ baseUri }) => baseUri !== '').map(({ namespace }) => namespace);

const messages = ({ diagnostics }: Loaded): string => diagnostics.map(({ message }) => message).join('\n');

async function listen(handle: RequestListener): Promise<string> {
  const { origin, close } = await serveHttp(handle);
  cleanUp.push(close);
  return origin;
}

describe('an import', () => {
  beforeEach(() => {
    folder.write('ships.yml', part('ships'));
    folder.write('../outside/ships.yml', part('ships'));
  });

  it.each([
    ['./ships.yml', 'beside the document'],
    ['file:///./ships.yml', 'beside the document, as a URI'],
    ['below/../ships.yml', 'by a detour'],
  ])('of %s, %s, is read', async (from) => {
    const loaded = await load(folder.write('a.yml', importing(from)));
    expect(namespaces(loaded)).toEqual(['ships']);
  });

  it.each(['../outside/ships.yml', 'file:///../outside/ships.yml', './x/../../outside/ships.yml'])(
    'of %s, above the document, is not read',
    async (from) => {
      const loaded = await load(folder.write('a.yml', importing(from)));
      expect(namespaces(loaded)).toEqual([]);
      expect(messages(loaded)).toContain('outside of the document’s folder');
    },
  );

  it.each(['/etc/passwd', 'file:///etc/passwd', 'file://etc/passwd', 'FILE:///etc/passwd', 'file:/etc/passwd'])(
    'of %s is not read',
    async (from) => {
      const loaded = await load(folder.write('a.yml', importing(from)));
      expect(loaded.diagnostics.map(({ code }) => code)).toContain('import-failed');
      expect(JSON.stringify(loaded.diagnostics) + [...loaded.texts.values()].join('')).not.toContain('root:');
      expect([...loaded.texts.keys()]).toEqual([folder.at('a.yml')]);
    },
  );

  it('through a link to a file or folder outside is not read', async () => {
    symlinkSync(folder.at('../outside/ships.yml'), folder.at('link.yml'));
    symlinkSync(folder.at('../outside'), folder.at('linked'));
    for (const from of ['link.yml', 'linked/ships.yml']) {
      const loaded = await load(folder.write('a.yml', importing(from)));
      expect(namespaces(loaded)).toEqual([]);
      expect(messages(loaded)).toContain('outside of the document’s folder');
    }
  });

  it('from a folder that the user allows is read', async () => {
    const document = folder.write('a.yml', importing('../outside/ships.yml'));
    const loaded = await load(document, { allowedFolders: [folder.at('../outside')] });
    expect(namespaces(loaded)).toEqual(['ships']);
  });

  it('of a folder, a device or a pipe is refused and not waited for', async () => {
    mkdirSync(folder.at('a-folder'));
    execFileSync('mkfifo', [folder.at('pipe.yml')]);
    for (const from of ['a-folder', 'pipe.yml', '/dev/zero', '/dev/stdin', '/dev/tty']) {
      const document = folder.write('a.yml', importing(from));
      const loaded = await load(document, { allowedFolders: ['/dev', '/proc'] });
      expect(messages(loaded), from).toMatch(/not an ordinary file|outside of the document’s folder|no file/);
    }
  });

  it('of a huge file is refused', async () => {
    folder.write('ships.yml', `${part('ships')}# ${'x'.repeat(17 * 1024 * 1024)}`);
    const loaded = await load(folder.write('a.yml', importing('ships.yml')));
    expect(namespaces(loaded)).toEqual([]);
    expect(messages(loaded)).toContain('larger than 16 MiB');
  });

  it('of a text that unfolds without end is refused', async () => {
    const levels = Array.from({ length: 30 }, (_, level) => `l${level + 1}: &l${level + 1} [*l${level}, *l${level}]`);
    folder.write('ships.yml', `${part('ships')}l0: &l0 [x]\n${levels.join('\n')}\n`);
    const loaded = await load(folder.write('a.yml', importing('ships.yml')));
    expect(namespaces(loaded)).toEqual([]);
  });

  it('of an entry called __proto__ is an entry like any other', async () => {
    folder.write(
      'ships.yml',
      'naftiko: 1.0.0-alpha2\nconsumes:\n  __proto__: {type: http, baseUri: https://a.example}\n',
    );
    const loaded = await load(
      folder.write('a.yml', 'naftiko: 1.0.0-alpha2\nconsumes:\n  __proto__: {from: ships.yml, import: __proto__}\n'),
    );
    expect(namespaces(loaded)).toEqual(['__proto__']);
    expect(Object.hasOwn(Object.prototype, 'baseUri')).toBe(false);
  });
});

describe('imports of imports', () => {
  const reexport = (file: string): string => `consumes: [{from: ${file}, import: ships}]`;

  it.each([
    ['itself', { 'a.yml': reexport('a.yml') }],
    ['each other', { 'a.yml': reexport('b.yml'), 'b.yml': reexport('a.yml') }],
  ])('that name %s are a circle', async (_, files) => {
    for (const [file, text] of Object.entries(files)) folder.write(file, `naftiko: 1.0.0-alpha2\n${text}\n`);
    expect(messages(await load(folder.at('a.yml')))).toContain('circle');
  });

  it('are followed one after the other, but not for ever', async () => {
    for (let file = 0; file < 200; file++)
      folder.write(`${file}.yml`, `naftiko: 1.0.0-alpha2\n${reexport(`${file + 1}.yml`)}\n`);
    folder.write('200.yml', part('ships'));
    expect(messages(await load(folder.at('0.yml')))).toContain('more than 20 files');
    expect(namespaces(await load(folder.at('185.yml')))).toEqual(['ships']);
  });

  it('do not double with each file', { timeout: 5000 }, async () => {
    const twice = (file: number): string =>
      `naftiko: 1.0.0-alpha2\nconsumes: [{from: ${file}.yml, import: ships}, {from: ${file}.yml, import: ships, as: more}]\n`;
    for (let file = 0; file < 18; file++) folder.write(`${file}.yml`, twice(file + 1));
    folder.write('18.yml', part('ships'));
    expect(namespaces(await load(folder.at('0.yml')))).toEqual(['ships', 'more']);
  });

  it('read a file once, however often it is named', { timeout: 10_000 }, async () => {
    folder.write('ships.yml', `${part('ships')}# ${'x'.repeat(4 * 1024 * 1024)}`);
    const entries = Array.from({ length: 2000 }, (_, index) => `- {from: ships.yml, import: ships, as: s${index}}`);
    const loaded = await load(folder.write('a.yml', `naftiko: 1.0.0-alpha2\nconsumes:\n${entries.join('\n')}\n`));
    expect(namespaces(loaded)).toHaveLength(2000);
  });
});

describe('a document on the web', () => {
  const secret = 'metadata-of-this-machine';
  const bound = (location: string): string =>
    `naftiko: 1.0.0-alpha2\nbinds: [{namespace: env, location: ${JSON.stringify(location)}, keys: {TOKEN: token}}]\n` +
    'capability:\n  consumes:\n  - {namespace: ships, type: http, baseUri: https://api.example.com, ' +
    "authentication: {type: bearer, token: '{{TOKEN}}'}, resources: []}\n";

  it('imports from its own folder alone', async () => {
    folder.write('ships.yml', part('ships'));
    const other = await listen((_, response) => response.end(part('ships')));
    let asked: string | undefined;
    const web = await listen(({ url = '' }, response) => {
      if (url !== '/d/a.yml') asked = url;
      response.end(url === '/d/a.yml' ? importing(wanted) : part('ships'));
    });
    let wanted = 'ships.yml';
    expect(namespaces(await load(`${web}/d/a.yml`))).toEqual(['ships']);
    for (wanted of [
      '../ships.yml',
      '/ships.yml',
      `${other}/ships.yml`,
      `//${new URL(other).host}/d/ships.yml`,
      `file://${folder.at('ships.yml')}`,
      `file:${folder.at('ships.yml')}`,
      folder.at('ships.yml'),
      'data:text/yaml,consumes: []',
    ]) {
      asked = undefined;
      const loaded = await load(`${web}/d/a.yml`);
      expect([wanted, namespaces(loaded), asked]).toEqual([wanted, [], undefined]);
    }
  });

  it.each([
    ['an import', importing('ships.yml')],
    ['a bind', bound('file:///./ships.yml')],
  ])('leads %s nowhere else by a redirect', async (_, document) => {
    let reached = false;
    const inside = await listen((_request, response) => {
      reached = true;
      response.end(`${part('ships')}token: ${secret}\n`);
    });
    const web = await listen(({ url }, response) => {
      if (url === '/d/a.yml') return void response.end(document);
      response.writeHead(302, { location: `${inside}/ships.yml` }).end();
    });
    const loaded = await load(`${web}/d/a.yml`);
    expect(reached).toBe(false);
    expect(messages(loaded)).toContain('answered 302');
  });
});

describe('a file of secrets', () => {
  const secret = 's3cret-of-the-file';

  it.each(['.env', 'secrets.yaml', 'key.pem'])(
    'called %s shows nothing of itself when it is imported',
    async (file) => {
      const text = { '.env': `TOKEN=${secret}\n`, 'secrets.yaml': `token: ${secret}\n  bad: - yaml\n` }[file] ?? secret;
      folder.write(file, text);
      const loaded = await load(folder.write('a.yml', importing(file)));
      expect(JSON.stringify(loaded.diagnostics) + JSON.stringify([...loaded.texts])).not.toContain(secret);
    },
  );

  it('shows nothing of itself when a bind or an answer’s schema names it', async () => {
    folder.write('secrets.yaml', `token: ${secret}\n  bad: - yaml\n`);
    const document = folder.write(
      'a.yml',
      'naftiko: 1.0.0-alpha2\nbinds: [{namespace: env, location: file:///./secrets.yaml, keys: {TOKEN: token}}]\n' +
        'capability:\n  consumes:\n  - namespace: ships\n    type: http\n    baseUri: https://api.example.com\n' +
        '    resources: [{path: /a, operations: [{name: a, method: GET, outputRawFormat: avro, outputSchema: secrets.yaml}]}]\n' +
        '  exposes: [{type: rest, port: 1, namespace: r, resources: [{path: /a, operations: [{name: a, method: GET, call: ships.a}]}]}]\n',
    );
    const loaded = await load(document);
    expect(loaded.diagnostics.map(({ code }) => code)).toContain('bind-unreadable');
    expect(JSON.stringify(loaded.diagnostics) + JSON.stringify([...loaded.texts])).not.toContain(secret);
    if (!loaded.capability) throw new Error('there is a document');
    const given = { given: new Map(), environment: {}, baseUris: new Map(), contractMode: 'lenient' } as const;
    const program = compile(loaded.capability, loaded, { ...given, timeout: 1000, maxAnswerBytes: 1000 });
    expect(JSON.stringify(program.diagnostics)).not.toContain(secret);
  });
});
