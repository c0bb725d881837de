/**
 * `npm run clients`: MCP clients other than the official SDKs list and call the tools of Northflank Jobs, connected by the
 * configurations that Capstan prints. The exit code is 0 only when all of them can.
 */
import { loadClients } from './client.mjs';
import { startAndCopy } from './printed.mjs';
import { tryClient } from './try-client.mjs';

process.exitCode = await main().catch((error) => {
  console.error(error.message);
  return 1;
});

async function main() {
  const clients = await loadClients();
  const { servers, stop } = await startAndCopy();
  let failed = 0;
  try {
    for (const [name, connect] of clients) {
      for (const server of servers) {
        const problem = await findProblem(connect, server);
        console.log(`  ${problem ? 'RED' : 'ok '}  ${name}, over ${server.url ? 'HTTP' : 'stdio'}`);
        if (problem) console.log(problem);
        failed += problem ? 1 : 0;
      }
    }
  } finally {
    await stop();
  }
  console.log(failed === 0 ? '\nClients: green.' : `\nClients: ${failed} RED.`);
  return failed === 0 ? 0 : 1;
}

/** @returns {Promise<unknown>} undefined when the client can do everything */
async function findProblem(connect, server) {
  try {
    const client = await connect(server);
    try {
      await tryClient(client);
    } finally {
      await client.close();
    }
  } catch (error) {
    return error;
  }
}
