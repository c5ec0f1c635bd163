import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HostResult, outputFile, reportFolderVariable, resultFile } from '../support/hostReport';
import { openBrowser } from './chromium';
import { ensureServer } from './installServer';
import { repositoryRoot } from './paths';
import type { Scope } from './scope';
import { type RunningServer, startServer } from './vscodeServer';

/**
 * Runs a compiled module's `run()` inside a real extension host, with this extension under development in it: a VS
 * Code server, opened by headless Chromium. What the module prints comes out through `onOutput`, as it is printed.
 * Never rejects for what the module does; a hang, a crash of the server or of the page is a `failed` with the reason.
 */
export async function runInExtensionHost<T>(scope: Scope, options: HostRunOptions): Promise<HostResult<T>> {
  const folder = await mkdtemp(join(tmpdir(), 'process-monitor-host-'));
  scope.own(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const server = await startServer(scope, await ensureServer(scope, options.env), {
    port: 0,
    dataFolder: join(folder, 'data'),
    extensionsFolder: join(folder, 'extensions'),
    env: { ...options.env, [reportFolderVariable]: folder },
    settings: options.settings ?? {},
    smokeTestDriver: true,
  });
  const browser = await openBrowser(scope, options.env);
  const page = await browser.newPage();
  await page.goto(testAddress(server, options));
  const result = await followReport<T>(folder, server, options);
  await browser.close();
  await server.stop();
  return result;
}

export interface HostRunOptions {
  /** The compiled CommonJS module whose `run()` is called, absolute; it reports through `reportRun`. */
  readonly module: string;
  /** The folder that is opened, absolute. */
  readonly workspace: string;
  readonly env: NodeJS.ProcessEnv;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
  readonly onOutput: (text: string) => void;
}

/** The authority must be the one of the address bar, or the workbench does not find its own server. */
function testAddress(server: RunningServer, options: HostRunOptions): string {
  const remote = (path: string) => `vscode-remote://localhost:${server.port}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(repositoryRoot)],
    ['extensionTestsPath', remote(options.module)],
    ['skipWelcome', 'true'],
  ];
  return `${server.address(options.workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** Passes the output on until the result is there, the server has ended or the time is over. */
async function followReport<T>(folder: string, server: RunningServer, options: HostRunOptions): Promise<HostResult<T>> {
  const result = join(folder, resultFile);
  const deadlineMs = performance.now() + options.timeoutMs;
  let serverExit: number | string | undefined;
  void server.exited.then((code) => (serverExit = code));
  let offset = 0;
  for (;;) {
    const finished = existsSync(result);
    offset += await passOn(join(folder, outputFile), offset, options.onOutput);
    if (finished) return JSON.parse(await readFile(result, 'utf8')) as HostResult<T>;
    if (serverExit !== undefined) return failed(`The VS Code server ended with ${serverExit}.`, server);
    if (performance.now() > deadlineMs) return failed(`No result within ${options.timeoutMs / 1000} s.`, server);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function failed(reason: string, server: RunningServer): HostResult<never> {
  return { kind: 'failed', error: `${reason} The server's log:\n${server.log()}` };
}

/** Passes on what was appended to the file since `offset`; returns the number of bytes. */
async function passOn(file: string, offset: number, onOutput: (text: string) => void): Promise<number> {
  if (!existsSync(file)) return 0;
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size <= offset) return 0;
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(size - offset), 0, size - offset, offset);
    onOutput(buffer.subarray(0, bytesRead).toString());
    return bytesRead;
  } finally {
    await handle.close();
  }
}
