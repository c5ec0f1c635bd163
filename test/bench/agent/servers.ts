import { HelloServer } from '../../support/agent/helloServer';
import type { Ways } from './ways';

/** The same server, running in each of the ways. */
export type Servers = ReadonlyMap<string, HelloServer>;

/** Runs `body` while a server of each way is there. */
export async function withServers<T>(node: string, ways: Ways, body: (servers: Servers) => Promise<T>): Promise<T> {
  const servers = new Map<string, HelloServer>();
  try {
    for (const [way, env] of Object.entries(ways)) {
      servers.set(way, await HelloServer.start(node, { PATH: process.env.PATH, ...env }));
    }
    return await body(servers);
  } finally {
    for (const server of servers.values()) server.stop();
  }
}
