import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OwnedProcess, startProcess } from './childProcess';
import type { ServerInstallation } from './findServer';
import type { Scope } from './scope';

/**
 * Starts a VS Code server on the loopback interface and returns once it listens; the scope ends it with everything
 * that runs in it. Throws with the server's output when it does not come up within the time limit.
 */
export async function startServer(
  scope: Scope,
  installed: ServerInstallation,
  options: ServerOptions,
): Promise<RunningServer> {
  const machineSettings = join(options.dataFolder, 'data', 'Machine');
  await mkdir(machineSettings, { recursive: true });
  await writeFile(join(machineSettings, 'settings.json'), JSON.stringify(options.settings ?? {}, null, 2));
  const server = startProcess(scope, installed.node, [installed.main, ...serverArguments(options)], {
    cwd: options.dataFolder,
    env: { ...options.env, ...(await ownTemporaryFolder(options.dataFolder)) },
  });
  const port = await listeningPort(server, options.port);
  const token = options.connectionToken === undefined ? '' : `&tkn=${options.connectionToken}`;
  return {
    port,
    address: (opened) => `http://localhost:${port}/?${queryFor(opened)}${token}`,
    pid: server.pid,
    exited: server.exited,
    output: () => server.output(),
    stop: () => server.stop(),
  };
}

export interface ServerOptions {
  /** The port to listen on; 0 takes a free one. */
  readonly port: number;
  /** Where the server keeps its data; the tests give each run a fresh one. */
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  /** Environment of the server, which the extension host inherits. */
  readonly env: NodeJS.ProcessEnv;
  /** Machine settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Honours the address's `payload`, but refuses dialogs and shows no notifications. */
  readonly smokeTestDriver: boolean;
  /** Whether workspaces have to be trusted before anything of theirs runs; else each one is. */
  readonly asksForTrust?: boolean;
  /** The display language; else English. */
  readonly locale?: string;
  /** Without one, every local user may connect. */
  readonly connectionToken?: string;
}

export interface RunningServer {
  readonly pid: number | undefined;
  readonly port: number;
  /**
   * The address of a workbench that opens a folder or a `.code-workspace` file (absolute), or nothing, with the
   * connection token when there is one.
   */
  address(opened?: string): string;
  /** The exit code or signal, once the server has ended. */
  readonly exited: Promise<number | string>;
  /** What the server has printed so far. */
  output(): string;
  /** Ends the server and everything in it, and waits until it is gone. */
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;

function queryFor(opened: string | undefined): string {
  if (opened === undefined) return 'ew=true';
  const kind = opened.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return `${kind}=${encodeURIComponent(opened)}`;
}

function serverArguments(options: ServerOptions): readonly string[] {
  const { connectionToken } = options;
  return [
    ...['--host', '127.0.0.1', '--port', String(options.port)],
    ...(connectionToken === undefined ? ['--without-connection-token'] : ['--connection-token', connectionToken]),
    ...['--server-data-dir', options.dataFolder, '--extensions-dir', options.extensionsFolder],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
    ...(options.asksForTrust === true ? [] : ['--disable-workspace-trust']),
    ...(options.smokeTestDriver ? ['--enable-smoke-test-driver'] : []),
    ...(options.locale === undefined ? [] : ['--locale', options.locale]),
  ];
}

/** Where sockets are left behind; not on macOS, whose temporary folders are too long for a socket's path. */
async function ownTemporaryFolder(dataFolder: string): Promise<NodeJS.ProcessEnv> {
  if (process.platform === 'darwin') return {};
  const folder = join(dataFolder, 'tmp');
  await mkdir(folder, { recursive: true });
  return { TMPDIR: folder, XDG_RUNTIME_DIR: folder };
}

/** The port that the server says it listens on. */
async function listeningPort(server: OwnedProcess, asked: number): Promise<number> {
  const deadlineMs = performance.now() + startTimeoutMs;
  let exit: number | string | undefined;
  void server.exited.then((code) => (exit = code));
  for (;;) {
    const port = /agent listening on (\d+)/.exec(server.output())?.[1];
    if (port !== undefined) return Number(port);
    if (server.output().includes('EADDRINUSE')) throw new Error(`Port ${asked} is in use: choose another one.`);
    if (exit !== undefined)
      throw new Error(`The VS Code server ended with ${exit} while starting.\n${server.output()}`);
    if (performance.now() > deadlineMs) {
      throw new Error(`The VS Code server did not listen within ${startTimeoutMs / 1000} s.\n${server.output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
