import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConsoleKind } from '../configurations/commandLine';
import type { PreparedCommand } from '../processes/prepareCommand';
import { runAsNode, type SupervisorProgram } from './startPiped';
import { startOver, type StartResult, type SupervisedListener } from './supervisedProcess';

/** A command line that the editor is to run in a terminal. */
export interface TerminalRequest {
  readonly kind: Exclude<ConsoleKind, 'internalConsole'>;
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** So long a terminal has to open, its shell to start, and the supervisor in it to connect. */
const CONNECT_MS = 30_000;

/** The longest path of a socket that every system takes, in bytes. */
const LONGEST_PATH = 103;

/**
 * Starts a program in a terminal: the editor runs the supervisor there, which connects back over a socket that only
 * this user can reach. `runInTerminal` rejects if the editor refuses; `cancelled` gives up the wait.
 */
export async function startInTerminal(
  prepared: PreparedCommand,
  program: SupervisorProgram,
  listener: SupervisedListener,
  runInTerminal: (request: TerminalRequest) => Promise<void>,
  cancelled: AbortSignal,
): Promise<StartResult> {
  const { console: kind } = prepared.command;
  const { file, args, cwd, env, isVerbatim } = prepared;
  const address = await socketAddress(program.platform);
  const server = createServer();
  try {
    const connection = connectionOf(server, cancelled);
    await listen(server, address.path);
    await runInTerminal({
      kind: kind === 'externalTerminal' ? kind : 'integratedTerminal',
      cwd,
      args: [program.node, program.script, address.path],
      env: runAsNode(program),
    });
    const socket = await connection;
    if (socket === undefined)
      return { kind: 'failed', text: `the terminal did not start it within ${CONNECT_MS / 1000} s` };
    const order = { kind: 'start' as const, file, args: [...args], cwd, env, isDetached: false, isVerbatim };
    return await startOver(
      socket,
      order,
      listener,
      () => Promise.resolve(),
      () => false,
    );
  } catch (error) {
    return { kind: 'failed', text: error instanceof Error ? error.message : String(error) };
  } finally {
    server.close();
    await address.remove();
  }
}

/** The first connection; undefined when none comes in time. Whoever comes later is refused. */
function connectionOf(server: Server, cancelled: AbortSignal): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const settle = (socket?: Socket): void => {
      clearTimeout(timer);
      cancelled.removeEventListener('abort', giveUp);
      resolve(socket);
    };
    const giveUp = (): void => {
      settle();
    };
    const timer = setTimeout(giveUp, CONNECT_MS);
    cancelled.addEventListener('abort', giveUp);
    server.on('connection', (socket) => {
      if (server.listening) settle(socket);
      else socket.destroy();
      server.close();
    });
  });
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}

interface SocketAddress {
  readonly path: string;
  remove(): Promise<void>;
}

/** A path that nobody can guess, in a folder that nobody else may enter. */
async function socketAddress(platform: NodeJS.Platform): Promise<SocketAddress> {
  if (platform === 'win32') {
    return { path: `\\\\.\\pipe\\process-monitor-${randomUUID()}`, remove: () => Promise.resolve() };
  }
  const prefix = join(tmpdir(), 'process-monitor-');
  const room = LONGEST_PATH - Buffer.byteLength(prefix);
  const folder = await mkdtemp(room < 20 ? '/tmp/process-monitor-' : prefix);
  return { path: join(folder, 'host.sock'), remove: () => rm(folder, { recursive: true, force: true }) };
}
