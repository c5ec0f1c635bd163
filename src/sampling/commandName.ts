/**
 * The name of a command for people: the basename of its executable and, where that runs a script, the script's:
 * `node server.js`, `python3 http.server`, `java app.jar`. No other argument appears, since arguments hold secrets.
 * `executable` is the true path of the executable, where it is known. Undefined for a command without arguments.
 */
export function commandName(argv: readonly string[], executable?: string): string | undefined {
  const [command, ...rest] = argv.filter((argument) => argument !== '');
  if (command === undefined) return undefined;
  const name = executableName(command, rest.length === 0 && command !== executable);
  if (name === '') return undefined;
  const script = scriptOf(name, rest);
  return script === undefined ? name : `${name} ${script}`;
}

/** How an interpreter's command line leads to its script. */
interface Interpreter {
  readonly name: RegExp;
  /** Options whose value is the argument that follows. */
  readonly valued: readonly string[];
  /** Options after which there is no script: code follows on the command line itself. */
  readonly code?: readonly string[];
  /** Options whose value IS what runs: a module, an archive. */
  readonly target?: readonly string[];
  /** Words that stand before the script: `deno run x.ts`. */
  readonly subcommands?: readonly string[];
}

const INTERPRETERS: readonly Interpreter[] = [
  {
    name: /^(node|nodejs)$/,
    valued: ['-r', '--require', '--import', '--loader', '--experimental-loader', '-C', '--conditions', '--env-file'],
    code: ['-e', '--eval', '-p', '--print', '-pe'],
  },
  { name: /^(python|pypy)[\d.]*$/, valued: ['-W', '-X', '--check-hash-based-pycs'], code: ['-c'], target: ['-m'] },
  { name: /^ruby[\d.]*$/, valued: ['-I', '-r', '-C', '-E'], code: ['-e'] },
  { name: /^perl[\d.]*$/, valued: ['-I', '-M', '-m'], code: ['-e', '-E'] },
  { name: /^php[\d.]*$/, valued: ['-d', '-c', '-S', '-t'], code: ['-r'], target: ['-f'] },
  {
    name: /^java$/,
    valued: [
      '-cp',
      '-classpath',
      '--class-path',
      '-p',
      '--module-path',
      '--add-modules',
      '--add-opens',
      '--add-exports',
    ],
    target: ['-jar', '-m', '--module'],
  },
  {
    name: /^deno$/,
    valued: ['-c', '--config', '--import-map', '--lock', '-L'],
    code: ['eval'],
    subcommands: ['run', 'serve', 'test'],
  },
  { name: /^bun$/, valued: ['-r', '--preload', '--cwd', '-c'], code: ['-e', '-p'], subcommands: ['run', 'test'] },
  { name: /^dotnet$/, valued: ['--depsfile', '--runtimeconfig', '--fx-version'], subcommands: ['exec'] },
  // debugpy and its pydevd run a program in their own process: what they run is the program's name.
  {
    name: /^debugpy$/,
    valued: [
      '--listen',
      '--connect',
      '--log-to',
      '--configure-qt',
      '--configure-subProcess',
      '--adapter-access-token',
      '--parent-session-pid',
    ],
    code: ['-c', '--pid'],
    target: ['-m'],
  },
  {
    name: /^pydevd\.py$/,
    valued: [
      '--port',
      '--ppid',
      '--vm_type',
      '--client',
      '--access-token',
      '--client-access-token',
      '--debug-mode',
      '--preimport',
      '--log-file',
      '--log-level',
    ],
    target: ['--file'],
  },
  { name: /^(sh|bash|dash|zsh|ksh|fish|ash)$/, valued: ['-o', '-O', '--rcfile', '--init-file'], code: ['-c'] },
];

/** Scripts that run a program in their own process. */
const RUNNERS = /^(debugpy|pydevd\.py)$/;

/** The script, module or archive that an interpreter runs; undefined where the command is none or runs none. */
function scriptOf(name: string, rest: readonly string[]): string | undefined {
  const interpreter = INTERPRETERS.find((candidate) => candidate.name.test(name));
  if (interpreter === undefined) return undefined;
  for (let index = 0; index < rest.length; index += 1) {
    const argument = rest[index] ?? '';
    if (interpreter.code?.includes(argument)) return undefined;
    if (interpreter.target?.includes(argument)) return innermost(rest.slice(index + 1));
    if (interpreter.valued.includes(argument)) index += 1;
    else if (!argument.startsWith('-') && !interpreter.subcommands?.includes(argument)) {
      return innermost(rest.slice(index));
    }
  }
  return undefined;
}

/** The name of a script, or of what runs in it where the script runs others. */
function innermost([path = '', ...rest]: readonly string[]): string | undefined {
  const script = scriptName(path);
  return RUNNERS.test(script) ? scriptOf(script, rest) : nonEmpty(script);
}

/** The basename; parts of debugpy are called by their module, since `adapter` alone may be anybody's. */
function scriptName(path: string): string {
  return /debugpy[\\/](?:adapter|launcher)$/.exec(path)?.[0].replace(/[\\/]/, '.') ?? basename(path);
}

/**
 * The basename, without `.exe`. A process may put a title over its command line, `nginx: worker process`, `npm run dev
 * --token=x`: then only the first word names it.
 */
function executableName(command: string, mayBeTitle: boolean): string {
  const path = mayBeTitle ? (command.split(/\s/, 1)[0] ?? '') : command;
  // A login shell's name begins with a dash; the colon belongs to a title.
  return basename(path)
    .replace(/^-/, '')
    .replace(/\.exe$/i, '')
    .replace(/:$/, '');
}

function basename(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function nonEmpty(text: string): string | undefined {
  return text === '' ? undefined : text;
}
