import { readFile } from 'node:fs/promises';
import { takesAgent, withAgent } from '../launching/agentInjection';
import type { LaunchConfiguration } from '../launching/sessionMarker';
import { installAgentFile } from '../runtime/agentFile';
import { createAgentFolder, type AgentFolder } from '../runtime/agentFolder';
import type { AgentProcesses } from '../runtime/agentProcesses';
import { AgentServer } from '../runtime/agentServer';
import type { Clock } from '../shared/clock';
import { Owner } from './disposables';

export interface RuntimeAgentPorts {
  readonly clock: Clock;
  readonly processes: AgentProcesses;
  /** The agent as it was shipped, absolute. */
  readonly shippedFile: string;
  /** A folder of ours that outlives an update of the extension, absolute. */
  readonly storageFolder: string;
  /** Where a folder for the socket may be, in order of preference. */
  readonly socketBases: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: string;
  log(text: string): void;
}

/** Lets Node programs report from inside: listens for them from the first launch on, and has them take the agent in. */
export class RuntimeAgent extends Owner {
  private listening: Promise<AgentFolder | undefined> | undefined;

  constructor(private readonly ports: RuntimeAgentPorts) {
    super();
  }

  /**
   * The configuration of a launch with the agent in it; as it was where the program is not Node, and where something of
   * ours is not as it must be: a program must never fail to start because of us.
   */
  async inject(configuration: LaunchConfiguration): Promise<LaunchConfiguration> {
    if (!takesAgent(configuration)) return configuration;
    const { environment, platform, shippedFile, storageFolder } = this.ports;
    try {
      const folder = await (this.listening ??= this.listen());
      if (folder === undefined) return configuration;
      const file = await installAgentFile(shippedFile, storageFolder);
      const envFile = await textOf(configuration.envFile);
      return withAgent(
        configuration,
        { file, folder: folder.path },
        {
          platform,
          ...(envFile === undefined ? {} : { envFile }),
          ...(environment.NODE_OPTIONS === undefined ? {} : { inherited: environment.NODE_OPTIONS }),
        },
      );
    } catch (error) {
      this.ports.log(`${configuration.type}: the program will not report from inside: ${String(error)}`);
      return configuration;
    }
  }

  private async listen(): Promise<AgentFolder | undefined> {
    const { clock, processes, socketBases, platform } = this.ports;
    const folder = createAgentFolder(socketBases, platform);
    if (folder === undefined) {
      this.ports.log('Programs cannot report from inside: there is no folder for a socket whose path is short enough.');
      return undefined;
    }
    this.register(folder);
    const server = await AgentServer.listen(
      folder,
      clock,
      (hello) => processes.open(hello),
      (error) => {
        this.ports.log(`The socket for programs that report from inside failed: ${String(error)}`);
      },
    );
    this.register(server);
    return folder;
  }
}

/** The text of a file; undefined where there is none, which js-debug itself reports. */
async function textOf(path: unknown): Promise<string | undefined> {
  if (typeof path !== 'string' || path === '') return undefined;
  return readFile(path, 'utf8').catch(() => undefined);
}
