import { join } from 'node:path';
import * as vscode from 'vscode';
import { OWN_TYPE } from '../../launching/configurations/translate';
import type { SupervisorProgram } from '../../launching/supervisor/startPiped';
import { Owner } from '../disposables';
import { laterPart } from '../laterPart';
import type { LaunchCatalog } from './launchCatalog';
import type { LaunchStarter } from './launchStarter';
import { mayStart, untrustedText } from './trust';

/** The debug type `process-monitor`: its adapter, its defaults, and the entries "Monitor: NAME" of the Run view. */
export class DebugType extends Owner {
  private readonly adapter = laterPart(() => import('./inlineAdapter'));

  constructor(extensionUri: vscode.Uri, catalog: LaunchCatalog, starter: LaunchStarter) {
    super();
    const program: SupervisorProgram = {
      node: process.execPath,
      isElectron: process.versions.electron !== undefined,
      script: join(extensionUri.fsPath, 'dist', 'processMonitorSupervisor.js'),
      env: process.env,
      platform: process.platform,
    };
    this.register(
      vscode.debug.registerDebugAdapterDescriptorFactory(OWN_TYPE, {
        createDebugAdapterDescriptor: async (session) => {
          if (!vscode.workspace.isTrusted) throw new Error(untrustedText(session.name));
          const { inlineAdapter } = await this.adapter();
          return new vscode.DebugAdapterInlineImplementation(inlineAdapter(program, session.workspaceFolder));
        },
      }),
    );
    this.register(
      vscode.debug.registerDebugConfigurationProvider(OWN_TYPE, {
        resolveDebugConfiguration: (_folder, configuration) => resolve(configuration),
      }),
    );
    this.register(
      vscode.debug.registerDebugConfigurationProvider(
        OWN_TYPE,
        { provideDebugConfigurations: (folder) => offer(folder, catalog, starter) },
        vscode.DebugConfigurationProviderTriggerKind.Dynamic,
      ),
    );
  }
}

/** Without a configuration at all, VS Code is asked to open launch.json (null); in a workspace without trust, to stop. */
function resolve(configuration: vscode.DebugConfiguration): vscode.DebugConfiguration | null | undefined {
  if (Object.keys(configuration).length === 0) return null;
  if (!mayStart(configuration.name)) return undefined;
  const mustPick = configuration.request === 'attach' && configuration.processId === undefined;
  const pick = mustPick && configuration.monitoredType === undefined ? { processId: '${command:PickProcess}' } : {};
  // Without debugging VS Code offers neither pause nor breakpoints.
  return { ...configuration, ...pick, noDebug: true };
}

async function offer(
  folder: vscode.WorkspaceFolder | undefined,
  catalog: LaunchCatalog,
  starter: LaunchStarter,
): Promise<vscode.DebugConfiguration[]> {
  const entries = await catalog.entries();
  return entries.flatMap(({ source, entry }) => {
    const isHere = source.folder === undefined || source.folder.uri.toString() === folder?.uri.toString();
    if (entry.kind !== 'configuration' || !isHere) return [];
    return [{ ...starter.plan({ source, configuration: entry.configuration }), name: `Monitor: ${entry.name}` }];
  });
}
