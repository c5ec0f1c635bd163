import { connect, Socket } from 'node:net';
import { Supervisor } from './supervisor';

/**
 * The supervisor's own process. Without an argument the channel to the host is descriptor 3, and standard input and
 * output are pipes of the host that the program inherits; with the path of a socket it runs in a terminal.
 */
const [, , socketPath] = process.argv;
const channel = socketPath === undefined ? new Socket({ fd: 3 }) : connect(socketPath);
const supervisor = new Supervisor(channel, (exitCode) => {
  // What has been told must arrive before the channel falls with the process.
  if (channel.writable) channel.end(() => process.exit(exitCode));
  else process.exit(exitCode);
});

// Ctrl+C in a terminal is meant for the program, which receives it too.
process.on('SIGINT', () => undefined);
for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    supervisor.stopAndLeave();
  });
}
