import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { socketPathOf, TOKEN_FILE } from '../shared/agentFrames';

/** A Unix socket's address has room for so many bytes on macOS, four more on Linux. */
const LONGEST_SOCKET_PATH = 103;

/** Where programs find the host: a folder that nobody but this user can enter, with the socket and the token. */
export interface AgentFolder {
  readonly path: string;
  readonly socketPath: string;
  /** Proves that who sends it could read this user's files. */
  readonly token: string;
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
    if (path === undefined) continue;
    const token = randomBytes(32).toString('hex');
    writeFileSync(join(path, TOKEN_FILE), token, { mode: 0o600 });
    const dispose = (): void => {
      rmSync(path, { recursive: true, force: true });
    };
    return { path, socketPath: socketPathOf(path, platform), token, dispose };
  }
  return undefined;
}

/** Node creates it with mode 0700. */
function tryToCreate(prefix: string): string | undefined {
  try {
    return mkdtempSync(prefix);
  } catch {
    return undefined;
  }
}
