/** nginx as a plain reverse proxy, one process, kept-alive connections on both sides; only where it is installed. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listJobs } from '../load/rest-request.mjs';
import { API_KEY } from '../servers/jobs.mjs';
import { Absent } from './subject.mjs';

/** @type {import('./subject.mjs').Subject} */
export const nginx = {
  id: 'nginx',
  label: 'nginx proxy_pass',
  launch: async (upstream) => {
    requireNginx();
    const port = await freePort();
    const folder = temporaryFolder();
    const file = join(folder, 'nginx.conf');
    writeFileSync(file, configuration(folder, port, new URL(upstream).host));
    const command = ['nginx', '-p', folder, '-c', file, '-g', 'daemon off; master_process off;'];
    return { command, announced: { type: 'rest', url: `http://127.0.0.1:${port}` } };
  },
  target: async (server) => listJobs(server.url('rest')),
};

function requireNginx() {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' });
  } catch {
    throw new Absent('not installed');
  }
}

function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'capstan-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** nginx cannot be asked for a free port, so one is found for it. @returns {Promise<number>} */
async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('listening on something other than a port');
  return address.port;
}

/** @param {string} folder for everything nginx writes @param {number} port @param {string} upstream host and port */
const configuration = (folder, port, upstream) => `
pid ${folder}/nginx.pid;
error_log stderr crit;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  keepalive_requests 1000000000;
  upstream api {
    server ${upstream};
    keepalive 64;
    keepalive_requests 1000000000;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://api;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Authorization "Bearer ${API_KEY}";
    }
  }
}
`;
