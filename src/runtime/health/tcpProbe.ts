import { connect } from 'node:net';
import { firstOf, networkReason, type Probe } from './probe';

/** A TCP port: it is well if it takes a connection, over which nothing is sent. */
export function tcpProbe({ host, port }: TcpTarget): Probe {
  return {
    check: host === LOCAL ? `port ${port}` : `port ${port} of ${host}`,
    ask: (cancelled) =>
      firstOf(cancelled, (settle) => {
        const socket = connect({ host, port });
        socket.once('connect', () => {
          settle({ kind: 'answered' });
        });
        socket.on('error', (error) => {
          settle({ kind: 'refused', reason: networkReason(error) });
        });
        return () => {
          socket.destroy();
        };
      }),
  };
}

export interface TcpTarget {
  readonly host: string;
  readonly port: number;
}

/** Where a port is looked for when only its number is given. Node tries both families of addresses. */
export const LOCAL = 'localhost';
