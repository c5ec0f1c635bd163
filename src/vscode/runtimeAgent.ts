import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { takesAgent, withAgent, type AgentAccess } from '../launching/agentInjection';
import { withPython } from '../launching/pythonInjection';
import type { LaunchConfiguration } from '../launching/sessionMarker';
import { installAgentFile } from '../runtime/agentFile';
import { createAgentFolder, takeUpAgentFolder, type AgentFolder } from '../runtime/agentFolder';
import type { AgentProcesses } from '../runtime/agentProcesses';
import { AgentServer } from '../runtime/agentServer';
import type { Clock } from '../shared/clock';
import { Owner } from './disposables';

export interface RuntimeAgentPorts {
  readonly clock: Clock;
  readonly processes: AgentProcesses;
  /** The agent as it was shipped, absolute. */
  readonly shippedFile: string;
  /** The module for Python as it was shipped, absolute. */
  readonly shippedModule: string;
  /** A folder of ours that outlives an update of the extension, absolute. */
  readonly storageFolder: string;
  /** Where a folder for the socket may be, in order of preference. */
  readonly socketBases: readonly string[];
  /** Remembers the socket's folder over a reload of the window. */
  readonly memento: {
    get(key: string): unknown;
    update(key: string, value: string): PromiseLike<void>;
  };
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: string;
  /** Whether a person looks at the values now. */
  isWatched(): boolean;
  log(text: string): void;
}

const FOLDER_KEY = 'agentFolder';

/** Lets Node programs report from inside: listens for them from the first launch on, and has them take the agent in. */
export class RuntimeAgent extends Owner {
  private listening: Promise<AgentFolder | undefined> | undefined;
  /** What our own requests to programs carry; undefined until programs can report from inside. */
  mark: string | undefined;

  constructor(private readonly ports: RuntimeAgentPorts) {
    super();
  }

  /**
   * The configuration of a launch with the agent in it; as it was where the program is not Node, and where something of
   * ours is not as it must be: a program must never fail to start because of us.
   */
  async inject(configuration: LaunchConfiguration, workspaceFolder?: string): Promise<LaunchConfiguration> {
    if (!takesAgent(configuration)) return configuration;
    const { environment, platform } = this.ports;
    try {
      const access = await this.access();
      if (access === undefined) return configuration;
      const envFile = await textOf(configuration.envFile, workspaceFolder);
      return withAgent(configuration, access, {
        platform,
        ...(envFile === undefined ? {} : { envFile }),
        ...(environment.NODE_OPTIONS === undefined ? {} : { inherited: environment.NODE_OPTIONS }),
      });
    } catch (error) {
      this.ports.log(`${configuration.type}: the program will not report from inside: ${String(error)}`);
      return configuration;
    }
  }

  /** The configuration of a launch with our module for Python in it; as it was where that cannot be. */
  async injectPython(configuration: LaunchConfiguration): Promise<LaunchConfiguration> {
    const { environment, platform, shippedModule, storageFolder } = this.ports;
    if (platform === 'win32') return configuration;
    try {
      const folder = await this.listen();
      if (folder === undefined) return configuration;
      const file = await installAgentFile(shippedModule, join(storageFolder, 'python'), basename(shippedModule));
      return withPython(configuration, { modules: dirname(file), folder: folder.path }, environment.PYTHONPATH);
    } catch (error) {
      this.ports.log(`${configuration.type}: a Python program will not report from inside: ${String(error)}`);
      return configuration;
    }
  }

  /**
   * What a program needs to report to this window; undefined where no socket can be. Rejects when the agent's file cannot
   * be put in its place.
   */
  async access(): Promise<AgentAccess | undefined> {
    const folder = await this.listen();
    if (folder === undefined) return undefined;
    return { file: await installAgentFile(this.ports.shippedFile, this.ports.storageFolder), folder: folder.path };
  }

  /** Listens where this window did before it was reloaded, for programs that still run. */
  async resume(): Promise<void> {
    if (this.ports.memento.get(FOLDER_KEY) === undefined) return;
    try {
      await this.listen();
    } catch (error) {
      this.ports.log(`Programs that were started before the reload cannot report from inside: ${String(error)}`);
    }
  }

  private listen(): Promise<AgentFolder | undefined> {
    return (this.listening ??= this.open());
  }

  private async open(): Promise<AgentFolder | undefined> {
    const { clock, processes, memento } = this.ports;
    const folder = await this.folder();
    if (folder === undefined) {
      this.ports.log('Programs cannot report from inside: there is no folder for a socket whose path is short enough.');
      return undefined;
    }
    this.register(folder);
    this.mark = folder.mark;
    const server = await AgentServer.listen(folder, {
      clock,
      isWatched: () => this.ports.isWatched(),
      onThread: (hello, questions) => processes.open(hello, questions),
      onError: (error) => {
        this.ports.log(`The socket for programs that report from inside failed: ${String(error)}`);
      },
    });
    this.register(server);
    await memento.update(FOLDER_KEY, folder.path);
    return folder;
  }

  private async folder(): Promise<AgentFolder | undefined> {
    const { socketBases, platform, memento } = this.ports;
    const earlier = memento.get(FOLDER_KEY);
    const found = typeof earlier === 'string' ? await takeUpAgentFolder(earlier, socketBases, platform) : undefined;
    return found ?? createAgentFolder(socketBases, platform);
  }
}

/** The text of a file; undefined where there is none, which js-debug itself reports. */
async function textOf(path: unknown, folder = '.'): Promise<string | undefined> {
  if (typeof path !== 'string' || path === '') return undefined;
  return readFile(resolve(folder, path), 'utf8').catch(() => undefined);
}
