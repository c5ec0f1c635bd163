import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { Duplex, type Readable } from 'node:stream';
import type { PreparedCommand } from '../processes/prepareCommand';
import { startOver, type StartResult, type SupervisedListener } from './supervisedProcess';

/** The program that supervises, and how this machine runs it. */
export interface SupervisorProgram {
  /** The Node, or the Electron that can be one. */
  readonly node: string;
  readonly isElectron: boolean;
  /** The bundle, absolute. */
  readonly script: string;
  /** The environment of VS Code. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/** Output that a detached descendant may still hold open is waited for no longer than this. */
const DRAIN_MS = 500;

/**
 * Starts a program whose input and output are pipes of ours, handed through by its supervisor. The supervisor has a
 * session of its own, so that a signal to the host's group does not reach it: it sees the host's end by its channel.
 */
export async function startPiped(
  prepared: PreparedCommand,
  program: SupervisorProgram,
  listener: SupervisedListener,
): Promise<StartResult> {
  const { NODE_OPTIONS: nodeOptions, ...env } = programEnvironment(program.env);
  const child = spawn(program.node, [program.script], {
    cwd: dirname(program.script),
    env: { ...env, ...runAsNode(program) },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: program.platform !== 'win32',
    windowsHide: true,
  });
  const failed = new Promise<StartResult>((resolve) => {
    child.once('error', (error) => {
      resolve({ kind: 'failed', text: error.message });
    });
  });
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
  follow(child.stdout, (text) => {
    listener.onOutput('stdout', text);
  });
  follow(child.stderr, (text) => {
    listener.onOutput('stderr', text);
  });
  // A program may end, or close its input, before it has read everything.
  child.stdin.on('error', () => undefined);
  const channel = child.stdio[3];
  if (!(channel instanceof Duplex)) return failed;
  const { file, args, cwd, isVerbatim } = prepared;
  const order = {
    kind: 'start' as const,
    file,
    args: [...args],
    cwd,
    // Options for Node are the program's, not the supervisor's.
    env: { ...(nodeOptions === undefined ? {} : { NODE_OPTIONS: nodeOptions }), ...prepared.env },
    isDetached: true,
    isVerbatim,
  };
  const drained = (): Promise<void> => Promise.race([closed, after(DRAIN_MS)]);
  const write = (text: string): boolean => {
    if (child.stdin.writable) child.stdin.write(text);
    return true;
  };
  return Promise.race([failed, startOver(channel, order, listener, drained, write)]);
}

/** What makes Electron run as Node; nothing elsewhere. */
export function runAsNode(program: SupervisorProgram): Readonly<Record<string, string>> {
  return program.isElectron ? { ELECTRON_RUN_AS_NODE: '1' } : {};
}

/** The environment of VS Code without what VS Code sets for itself, as its own terminal gives it to programs. */
export function programEnvironment(env: SupervisorProgram['env']): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(ELECTRON|VSCODE)_/.test(name)));
}

function follow(stream: Readable, onText: (text: string) => void): void {
  // As text, so that a character is never cut in two.
  stream.setEncoding('utf8').on('data', onText);
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
