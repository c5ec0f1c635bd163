import { createServer, type Server } from 'node:net';
import { AgentConnection, type AgentConnectionPorts } from './agentConnection';
import type { AgentFolder } from './agentFolder';

/** So many threads may report at once; more are turned away. */
const MOST_CONNECTIONS = 500;

export interface AgentServerPorts extends AgentConnectionPorts {
  onError(error: Error): void;
}

/** Listens for the agents of this window's programs. It keeps no process alive. */
export class AgentServer {
  private readonly connections = new Set<AgentConnection>();

  private constructor(private readonly server: Server) {}

  /** Rejects when the folder's socket cannot be listened on. The caller owns the folder and outlives the server with it. */
  static async listen({ socketPath, token }: AgentFolder, ports: AgentServerPorts): Promise<AgentServer> {
    const server = createServer();
    const agents = new AgentServer(server);
    server.maxConnections = MOST_CONNECTIONS;
    server.on('connection', (socket) => {
      const connection = new AgentConnection(socket, token, ports);
      agents.connections.add(connection);
      socket.once('close', () => agents.connections.delete(connection));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(socketPath, () => {
        server.off('error', reject);
        server.on('error', (error) => {
          ports.onError(error);
        });
        resolve();
      });
    });
    server.unref();
    return agents;
  }

  dispose(): void {
    this.server.close();
    for (const connection of this.connections) connection.dispose();
  }
}
