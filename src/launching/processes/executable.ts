import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/** The file that is started for a command, or why there is none. */
export type Executable =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'notExecutable'; readonly path: string };

/** Where to look. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  /** The folder in which the program will run, absolute. */
  readonly cwd: string;
  /** Its environment: `PATH`, and on Windows `PATHEXT`. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What is at a path. */
export type FileKind = 'executable' | 'file' | 'folder' | 'nothing';

/**
 * Finds the file of a command: a path against `cwd`, a bare name in the folders of the PATH, and on Windows with the
 * endings of PATHEXT, as the shells of each system do.
 */
export function findExecutable(
  command: string,
  { platform, cwd, env }: Surroundings,
  kindOf: (path: string) => FileKind = fileKind,
): Executable {
  const path = platform === 'win32' ? win32 : posix;
  const isPath = command.includes('/') || (platform === 'win32' && command.includes('\\'));
  const folders = isPath ? [cwd] : variable(env, 'PATH', platform).split(path.delimiter).filter(Boolean);
  const endings = platform === 'win32' ? ['', ...variable(env, 'PATHEXT', platform).split(';').filter(Boolean)] : [''];
  const candidates = folders.flatMap((folder) => endings.map((ending) => path.resolve(cwd, folder, command + ending)));
  let refused: string | undefined;
  for (const candidate of candidates) {
    const kind = kindOf(candidate);
    if (kind === 'executable') return { kind: 'found', path: candidate };
    if (kind === 'file') refused ??= candidate;
  }
  return refused === undefined ? { kind: 'missing' } : { kind: 'notExecutable', path: refused };
}

/** What is at a path now. On Windows every file counts as executable if its ending says so. */
export function fileKind(path: string): FileKind {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 'nothing';
  if (stats.isDirectory()) return 'folder';
  if (process.platform === 'win32') return /\.(exe|com|cmd|bat)$/i.test(path) ? 'executable' : 'file';
  try {
    accessSync(path, constants.X_OK);
    return 'executable';
  } catch {
    return 'file';
  }
}

/** Windows does not tell `Path` from `PATH`. */
function variable(env: Surroundings['env'], name: string, platform: NodeJS.Platform): string {
  const key = platform === 'win32' ? Object.keys(env).find((known) => known.toUpperCase() === name) : name;
  return env[key ?? name] ?? '';
}
