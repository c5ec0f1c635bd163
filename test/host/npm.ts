import { startProcess, type OwnedProcess } from './childProcess';
import type { Scope } from './scope';

/** Runs npm, the one that runs us when there is one. The scope owns it. */
export function npm(scope: Scope, args: readonly string[], options: NpmOptions): OwnedProcess {
  const cli = options.env.npm_execpath;
  const [command, first] = cli === undefined ? ['npm', []] : [options.node ?? process.execPath, [cli]];
  return startProcess(scope, command, [...first, ...args], { ...options, env: withoutRunningScript(options.env) });
}

export interface NpmOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The Node that runs npm, and for which npm compiles; must also be the first on the PATH of `env`. */
  readonly node?: string;
  /** Called with each piece of standard output and standard error. */
  readonly onOutput?: (text: string) => void;
}

/** The environment without what `npm run` tells its scripts about our own package; an npm below would take it for its own. */
function withoutRunningScript(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const telling = /^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|npm_config_prefix$|INIT_CWD$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !telling.test(name)));
}
