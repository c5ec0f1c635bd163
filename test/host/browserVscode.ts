import { join } from 'node:path';
import type { ServerInstallation } from './findServer';
import { fixtureWorkspace } from './fixtureWorkspace';
import { installedExtension } from './installExtension';
import { addLanguagePack, PSEUDO_LOCALE, translatedExtensions } from './pseudoLanguage';
import type { Scope } from './scope';
import { temporaryFolder } from './temporary';
import { type RunningServer, startServer } from './vscodeServer';

/**
 * Starts VS Code as a person has it: a fresh installation with the packaged extension installed, no test driver, so
 * that notifications show. It opens a copy of the fixture workspace, so that the repository stays clean.
 */
export async function startInstalledVscode(scope: Scope, options: InstalledOptions): Promise<InstalledVscode> {
  const folder = await temporaryFolder(scope, 'vscode');
  const dataFolder = join(folder, 'data');
  const workspace = await fixtureWorkspace(scope);
  const { env, installation } = options;
  const installed = await installedExtension(installation, env);
  const isTranslated = options.isTranslated === true;
  const extensionsFolder = isTranslated ? await translatedExtensions(scope, installed) : installed;
  if (isTranslated) await addLanguagePack(dataFolder);
  const start = async (port: number): Promise<InstalledVscode> => {
    const server = await startServer(scope, installation, {
      port,
      dataFolder,
      extensionsFolder,
      env: isTranslated ? { ...env, ...NO_GALLERY } : env,
      settings: { ...quietSettings, ...options.settings },
      smokeTestDriver: false,
      asksForTrust: options.asksForTrust === true,
      ...(options.connectionToken === undefined ? {} : { connectionToken: options.connectionToken }),
      ...(isTranslated ? { locale: PSEUDO_LOCALE } : {}),
    });
    const { port: taken } = server;
    return { server, workspace, dataFolder, address: server.address(workspace), startAgain: () => start(taken) };
  };
  return start(options.port);
}

export interface InstalledOptions {
  readonly installation: ServerInstallation;
  readonly env: NodeJS.ProcessEnv;
  /** 0 takes a free one. */
  readonly port: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly connectionToken?: string;
  /** Whether the workspace has to be trusted first. */
  readonly asksForTrust?: boolean;
  /** Whether the editor speaks the made-up language, with the extension translated into it. */
  readonly isTranslated?: boolean;
}

export interface InstalledVscode {
  readonly server: RunningServer;
  /** The opened copy of the fixture workspace, absolute. */
  readonly workspace: string;
  /** Where the server keeps its data, absolute. */
  readonly dataFolder: string;
  /** Where to open the workbench, with the connection token when there is one. */
  readonly address: string;
  /** Once the server has ended: starts another one on the same port, with the same data and workspace. */
  startAgain(): Promise<InstalledVscode>;
}

/** In another language the editor would look for a language pack there before it loads any extension. */
const NO_GALLERY = { EXTENSIONS_GALLERY: '{}' };

/** What a first start shows and nobody asked for. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
};
