import * as fc from 'fast-check';
import { checkByCommand } from '../drive/command.mjs';
import { listTools, readDescription } from '../drive/describe.mjs';
import { expect } from '../drive/expect.mjs';
import { createFolder } from '../drive/folder.mjs';
import { open, serve } from '../drive/open.mjs';
import { releaseConnections } from '../drive/send.mjs';
import { mutation, soup } from './mutations.mjs';
import { readSeeds } from './seeds.mjs';

/** Anything at all as a document: it is served and described, or refused with a reason and a place. */
export function createBytes() {
  const folder = createFolder();
  return {
    arbitrary: fc.record({ bytes: documents(readSeeds()), through: fc.constantFrom(...ways) }),
    runs: 60,
    show: ({ bytes, through }) =>
      `As ${through}, ${bytes.length} bytes, base64 ${bytes.toString('base64')}\n${bytes.toString()}`,
    check: ({ bytes, through }) =>
      through === 'command' ? checkByCommand(bytes) : check(folder.write('document.yaml', bytes)),
    close: () => folder.remove(),
  };
}

/** A process for each case would take most of the time. */
const ways = [...Array.from({ length: 60 }, () => 'library'), 'command'];

function documents(seeds) {
  const mutated = fc
    .record({ text: fc.constantFrom(...seeds), mutations: fc.array(mutation, { minLength: 1, maxLength: 8 }) })
    .map(({ text, mutations }) => mutations.reduce((changed, change) => change(changed), text));
  return fc.oneof(
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 1, arbitrary: fc.oneof(fc.string({ unit: 'binary' }), soup).map((text) => Buffer.from(text)) },
    { weight: 10, arbitrary: mutated.map((text) => Buffer.from(text)) },
  );
}

/** Not where nobody is let in, nor where a path of the document can also mean `/openapi.json`. */
function canDescribe({ callers, face: { routes = [], forwards = [] } }) {
  const covers = ({ path }) => /^\/?[^/]*\{[^/]*\/?$|openapi\.json/.test(path);
  return callers === undefined && !routes.some(covers) && forwards.length === 0;
}

async function check(file) {
  const { program } = await open(file);
  expect({}.polluted === undefined, 'The document changed what all objects have.');
  if (!program) return;
  const { servers, defects, stop } = await serve(program);
  try {
    for (const [index, server] of servers.entries()) {
      if (!canDescribe(program.servers[index])) continue;
      await (server.type === 'mcp' ? listTools(server) : readDescription(server));
    }
  } finally {
    releaseConnections();
    await stop();
  }
  if (defects.length > 0) throw defects[0];
}
