import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { basename, join } from 'node:path';
import { MARK_FILE, socketPathOf, TOKEN_FILE } from '../shared/agentFrames';

/** A Unix socket's address has room for so many bytes on macOS, four more on Linux. */
const LONGEST_SOCKET_PATH = 103;

/** Where programs find the host: a folder that nobody but this user can enter, with the socket and the token. */
export interface AgentFolder {
  readonly path: string;
  readonly socketPath: string;
  /** Proves that who sends it could read this user's files. */
  readonly token: string;
  /** What the host's own requests to its programs carry, so that they are not counted as anybody's. */
  readonly mark: string;
  /** Removes the folder and what is in it. */
  dispose(): void;
}

/**
 * Creates the folder below the first of `bases` in which it can be and a socket's path stays short enough; undefined
 * where there is none. Names and token cannot be guessed: programs of other users must not find their way in.
 */
export function createAgentFolder(bases: readonly string[], platform: string): AgentFolder | undefined {
  for (const base of bases) {
    const prefix = join(base, `process-monitor-${randomBytes(8).toString('hex')}-`);
    if (platform !== 'win32' && Buffer.byteLength(socketPathOf(`${prefix}XXXXXX`, platform)) > LONGEST_SOCKET_PATH) {
      continue;
    }
    const path = tryToCreate(prefix);
    if (path !== undefined) return furnished(path, platform);
  }
  return undefined;
}

/**
 * The folder that a window had before it was reloaded, where programs that still run look for their host. Undefined where
 * it cannot be had again: its name is none of ours, others could enter it, or another window listens in it.
 */
export async function takeUpAgentFolder(
  path: string,
  bases: readonly string[],
  platform: string,
): Promise<AgentFolder | undefined> {
  if (!bases.some((base) => path === join(base, basename(path))) || !OWN_NAME.test(basename(path))) return undefined;
  if (!isPresent(path)) return createdAt(path) ? furnished(path, platform) : undefined;
  const isFree = isPrivate(path, platform) && !(await isListenedOn(socketPathOf(path, platform)));
  if (!isFree) return undefined;
  // What a window left behind that did not end by itself.
  for (const file of [TOKEN_FILE, MARK_FILE, 'socket']) rmSync(join(path, file), { force: true });
  return furnished(path, platform);
}

const OWN_NAME = /^process-monitor-[0-9a-f]{16}-[A-Za-z0-9]{6}$/;

function furnished(path: string, platform: string): AgentFolder {
  const token = randomBytes(32).toString('hex');
  const mark = randomBytes(16).toString('hex');
  writeFileSync(join(path, TOKEN_FILE), token, { mode: 0o600, flag: 'wx' });
  writeFileSync(join(path, MARK_FILE), mark, { mode: 0o600, flag: 'wx' });
  const dispose = (): void => {
    rmSync(path, { recursive: true, force: true });
  };
  return { path, socketPath: socketPathOf(path, platform), token, mark, dispose };
}

function isPresent(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Whether it is a folder that this user made for himself alone; Windows keeps folders of the user's own that way. */
function isPrivate(path: string, platform: string): boolean {
  const found = lstatSync(path);
  if (!found.isDirectory()) return false;
  return platform === 'win32' || (found.uid === process.getuid?.() && (found.mode & 0o077) === 0);
}

function createdAt(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o700 });
    return true;
  } catch {
    return false;
  }
}

function isListenedOn(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    const settle = (isListening: boolean): void => {
      socket.destroy();
      resolve(isListening);
    };
    socket.once('connect', () => {
      settle(true);
    });
    socket.once('error', () => {
      settle(false);
    });
  });
}

/** Node creates it with mode 0700. */
function tryToCreate(prefix: string): string | undefined {
  try {
    return mkdtempSync(prefix);
  } catch {
    return undefined;
  }
}
