/** Where a program reads and writes: the Debug Console, VS Code's terminal, or a window of its own. */
export type ConsoleKind = 'internalConsole' | 'integratedTerminal' | 'externalTerminal';

/** What is started for a launch configuration, and which of its fields is to blame if that fails. */
export interface CommandLine {
  /** The executable: a path, or a name that is looked up in the PATH. */
  readonly file: string;
  readonly fileField: string;
  readonly args: readonly string[];
  /** The script that the executable is given; it must exist. */
  readonly script?: { readonly field: string; readonly path: string };
  /** Absent: the folder of the workspace. */
  readonly cwd?: string;
  /** Added to the environment of VS Code; `null` removes a variable. */
  readonly env: Readonly<Record<string, string | null>>;
  /** A file of variables, over which `env` wins. */
  readonly envFile?: EnvFile;
  readonly console: ConsoleKind;
  /** The signal that asks the program to end. */
  readonly stopSignal: StopSignal;
}

export interface EnvFile {
  readonly path: string;
  /** Whether it is no mistake if the file is not there. */
  readonly isOptional: boolean;
}

export const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGKILL'] as const;
export type StopSignal = (typeof STOP_SIGNALS)[number];

/** How a launch configuration is started: as a command line of ours, or by its own debugger because of `reason`. */
export type Translation =
  | { readonly kind: 'command'; readonly command: CommandLine }
  | { readonly kind: 'attach'; readonly processId: string | number }
  | { readonly kind: 'debugger'; readonly reason: string };
