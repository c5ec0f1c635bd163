import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { join } from 'node:path';
import { cacheFolder } from './paths';

/**
 * The executable of a desktop VS Code to test on, or `undefined` where the server build must do: `VSCODE_TEST_EXECUTABLE`,
 * else one in the user's cache, else a download, which is given up after a few seconds without an answer. Without a
 * display there is none. `VSCODE_TEST_VERSION` names the version to download, which must then be had.
 */
export async function findDesktop(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (env.VSCODE_TEST_EXECUTABLE) return env.VSCODE_TEST_EXECUTABLE;
  const hasDisplay = process.platform !== 'linux' || Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY);
  if (!hasDisplay) {
    console.log('No display: testing on the VS Code server.');
    return undefined;
  }
  const version = env.VSCODE_TEST_VERSION;
  try {
    return await downloadAndUnzipVSCode({
      ...(version === undefined ? {} : { version }),
      cachePath: join(cacheFolder(env), 'vscode-desktop'),
      timeout: version === undefined ? answerTimeoutMs : downloadTimeoutMs,
      reporter: new SilentReporter(),
    });
  } catch (error) {
    if (version !== undefined) throw new Error(`VS Code ${version} cannot be downloaded.`, { cause: error });
    console.log(`Desktop VS Code cannot be downloaded (${String(error)}): testing on the VS Code server.`);
    return undefined;
  }
}

const answerTimeoutMs = 5000;
const downloadTimeoutMs = 60_000;
