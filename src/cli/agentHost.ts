import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takesAgent, withAgent } from '../launching/agentInjection';
import { OWN_TYPE } from '../launching/configurations/translate';
import { createAgentFolder } from '../runtime/agentFolder';
import type { AgentProcesses } from '../runtime/agentProcesses';
import { AgentServer } from '../runtime/agentServer';
import type { Clock } from '../shared/clock';

/**
 * Listens for a Node program that reports from inside. Undefined where the command does not look like Node, and where
 * there is no folder for a socket: it is measured from outside then. The caller disposes it.
 */
export async function hostAgent(
  { file, args }: { readonly file: string; readonly args: readonly string[] },
  processes: AgentProcesses,
  ports: AgentHostPorts,
): Promise<AgentHost | undefined> {
  const { clock, environment, platform, log } = ports;
  const configuration = { name: '', type: OWN_TYPE, request: 'launch', program: file, runtimeArgs: args } as const;
  if (!takesAgent(configuration)) return undefined;
  const folder = createAgentFolder([tmpdir(), '/tmp'], platform);
  if (folder === undefined) return undefined;
  try {
    const server = await AgentServer.listen(folder, {
      clock,
      isWatched: () => false,
      onThread: (hello, questions) => processes.open(hello, questions),
      onError: (error) => {
        log(`the socket for programs that report from inside failed: ${error.message}`);
      },
    });
    const inherited = environment.NODE_OPTIONS;
    const { env } = withAgent(
      configuration,
      { file: join(__dirname, 'agent.js'), folder: folder.path },
      { platform, ...(inherited === undefined ? {} : { inherited }) },
    );
    return {
      environment: env as NodeJS.ProcessEnv,
      dispose: () => {
        server.dispose();
        folder.dispose();
      },
    };
  } catch (error) {
    folder.dispose();
    log(`the program will not report from inside: ${String(error)}`);
    return undefined;
  }
}

export interface AgentHostPorts {
  readonly clock: Clock;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: string;
  readonly log: (text: string) => void;
}

export interface AgentHost {
  /** What the program's environment has to have besides ours. */
  readonly environment: NodeJS.ProcessEnv;
  dispose(): void;
}
