import { readFile } from 'node:fs/promises';
import { contractFile } from '../../files.ts';
import { json } from '../request/answer.ts';
import type { Route } from '../request/route.ts';

/** The sandbox's own contract, in the place where the API has its specification. */
export const specificationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/swagger-json',
    access: 'public',
    async answer() {
      const { load } = await import('js-yaml');
      return json(200, load(await readFile(contractFile, 'utf8')) as Parameters<typeof json>[1]); // it is YAML of JSON's types
    },
  },
];
