import * as vscode from 'vscode';
import { markLaunch } from '../launching/sessionMarker';
import { isMonitoredByItself } from './autoMonitor';
import { Owner } from './disposables';
import type { Settings } from './settings';

/**
 * Gives each program that will be monitored a marker in its environment, by which it and whatever it starts can be
 * found. Launches of every type are marked at the last moment before they start, in trusted workspaces only.
 */
export class LaunchMarking extends Owner {
  /** `newId` makes ids that nobody can guess, 32 hexadecimal digits each. */
  constructor(settings: () => Settings, newId: () => string) {
    super();
    this.register(
      vscode.debug.registerDebugConfigurationProvider('*', {
        resolveDebugConfigurationWithSubstitutedVariables: (_folder, configuration) => {
          const isWanted = isMonitoredByItself(settings(), configuration.noDebug === true);
          if (!vscode.workspace.isTrusted || !isWanted) return configuration;
          const marked = markLaunch(configuration, newId());
          return marked === undefined ? configuration : { ...configuration, ...marked };
        },
      }),
    );
  }
}
