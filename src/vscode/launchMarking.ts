import * as vscode from 'vscode';
import { OWN_TYPE } from '../launching/configurations/translate';
import { markLaunch } from '../launching/sessionMarker';
import { isMonitoredByItself } from './autoMonitor';
import { Owner } from './disposables';
import type { RuntimeFeatures } from './runtime/runtimeFeatures';
import type { RuntimeAgent } from './runtimeAgent';
import type { Settings } from './decodeSettings';

/**
 * Gives each program that will be monitored a marker in its environment, by which it and whatever it starts can be
 * found, and lets programs report from inside. Launches of every type are changed at the last moment before they
 * start, in trusted workspaces only.
 */
export class LaunchMarking extends Owner {
  /** `newId` makes ids that nobody can guess, 32 hexadecimal digits each. */
  constructor(
    settings: () => Settings,
    newId: () => string,
    agent: Pick<RuntimeAgent, 'inject' | 'injectPython'>,
    runtimes: Pick<RuntimeFeatures, 'inject'>,
  ) {
    super();
    this.register(
      vscode.debug.registerDebugConfigurationProvider('*', {
        resolveDebugConfigurationWithSubstitutedVariables: async (folder, configuration) => {
          const isAskedFor = configuration.type === OWN_TYPE;
          const isWanted = isAskedFor || isMonitoredByItself(settings(), configuration.noDebug === true);
          if (!vscode.workspace.isTrusted || !isWanted) return configuration;
          const marked = markLaunch(configuration, newId()) ?? configuration;
          const reporting = settings().injectAgent ? await agent.inject(marked, folder?.uri.fsPath) : marked;
          const python = settings().injectPython ? await agent.injectPython(reporting) : reporting;
          return { ...configuration, ...(await runtimes.inject(python)) };
        },
      }),
    );
  }
}
