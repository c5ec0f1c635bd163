import { execFileSync } from 'node:child_process';
import { allOnPath, installPackages, mayInstallPackages, onPath, readPackageLists } from './debian';
import type { Scope } from './scope';

/**
 * The environment in which the extension of `test/fixtures/debuggers` finds the real debuggers for Python, C and Go on
 * this machine, and tests find Prometheus. What is missing is installed from Debian's packages where we may; elsewhere it throws, naming the
 * command to run: without them the tests would prove nothing. With `PROCESS_MONITOR_TEST_DEBUGGERS=none` whoever runs the
 * tests has chosen those that need none.
 */
export async function ensureDebuggers(scope: Scope, env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  if (env.PROCESS_MONITOR_TEST_DEBUGGERS === 'none') return env;
  if (missingPackages(env).length === 0) return debuggerEnvironment(env);
  if (!mayInstallPackages(env)) {
    throw new Error(
      'The tests with real debuggers and a real Prometheus need more programs. Install them with: ' +
        `sudo apt-get install --yes --no-install-recommends ${missingPackages(env).join(' ')}`,
    );
  }
  await readPackageLists(scope, env);
  await installPackages(scope, env, missingPackages(env));
  const missing = missingPackages(env);
  if (missing.length === 0) return debuggerEnvironment(env);
  throw new Error(`These packages were installed, but their programs are not on the PATH: ${missing.join(', ')}`);
}

/** Versions of LLDB whose adapter is called `lldb-dap`, the best known first: a release of Debian has some of them. */
const LLDB_VERSIONS = [19, 20, 21, 22, 18] as const;

interface Tool {
  readonly packages: readonly string[];
  readonly find: (env: NodeJS.ProcessEnv) => string | undefined;
}

const TOOLS: readonly Tool[] = [
  { packages: ['python3-debugpy'], find: (env) => pythonWith('debugpy', env) },
  { packages: ['delve'], find: (env) => onPath(env, 'dlv') },
  { packages: ['golang-go'], find: (env) => onPath(env, 'go') },
  { packages: ['gcc', 'libc6-dev'], find: (env) => onPath(env, 'gcc') },
  { packages: ['prometheus'], find: (env) => onPath(env, 'promtool') },
  { packages: ['default-jdk-headless'], find: (env) => onPath(env, 'javac') },
  { packages: ['python3-prometheus-client'], find: (env) => pythonWith('prometheus_client', env) },
];

function missingPackages(env: NodeJS.ProcessEnv): readonly string[] {
  const missing = TOOLS.filter(({ find }) => find(env) === undefined).flatMap(({ packages }) => packages);
  return findLldbDap(env) === undefined ? [...missing, lldbPackage(env)] : missing;
}

function debuggerEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    PROCESS_MONITOR_TEST_PYTHON: pythonWith('debugpy', env),
    PROCESS_MONITOR_TEST_LLDB_DAP: findLldbDap(env),
  };
}

/** The first Python that has a module: the one that comes first on the PATH may be another than Debian's. */
function pythonWith(module: string, env: NodeJS.ProcessEnv): string | undefined {
  return allOnPath(env, 'python3').find((python) => {
    try {
      execFileSync(python, ['-c', `import ${module}`], { env, stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

function findLldbDap(env: NodeJS.ProcessEnv): string | undefined {
  const named = ['lldb-dap', ...LLDB_VERSIONS.map((version) => `lldb-dap-${version}`)];
  return named.map((name) => onPath(env, name)).find((path) => path !== undefined);
}

/** The package of the first of the versions that the package lists know. */
function lldbPackage(env: NodeJS.ProcessEnv): string {
  if (onPath(env, 'apt-cache') === undefined) return `lldb-${LLDB_VERSIONS[0]}`;
  const known = new Set(execFileSync('apt-cache', ['pkgnames', 'lldb-'], { env, encoding: 'utf8' }).split('\n'));
  const version = LLDB_VERSIONS.find((candidate) => known.has(`lldb-${candidate}`)) ?? LLDB_VERSIONS[0];
  return `lldb-${version}`;
}
