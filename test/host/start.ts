import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { startInstalledVscode } from './browserVscode';
import { findServer } from './findServer';
import { withScope } from './scope';

/**
 * `npm start`: VS Code in a browser with this extension installed, on a workspace with a demo program. Prints the
 * address and stays until Ctrl+C, which ends all that was started. `npm start -- --port 8000` chooses the port.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port ${values.port} is not a port number.`);
  await withScope(async (scope) => {
    const installation = await findServer(scope, process.env);
    console.log('Installing the extension into a fresh VS Code');
    const connectionToken = randomBytes(16).toString('hex');
    const { server, address } = await startInstalledVscode(scope, {
      installation,
      env: process.env,
      port,
      connectionToken,
    });
    console.log(`\nOpen this address and press F5:\n\n  ${address}\n\nCtrl+C ends VS Code and all that runs in it.`);
    const exit = await server.exited;
    throw new Error(`The VS Code server ended with ${exit}.\n${server.output()}`);
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
