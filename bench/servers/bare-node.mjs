/** A listening node:http server and nothing else: what Node itself costs at boot and at rest. */
import { createServer } from 'node:http';
import { listen } from './listen.mjs';

const server = createServer((_request, response) => response.end());
listen(server, 'rest');
