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
if (process.platform !== 'win32') {
  // Ctrl+Z stops the program. We must not stop with it: neither an order nor the host's end would reach us, and the
  // shell, which waits for us, would have no way to let the program go on.
  process.on('SIGTSTP', () => {
    supervisor.resume();
    process.stderr.write('\r\nProcess Monitor: a program that is monitored goes on, it cannot be suspended here.\r\n');
  });
}
for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    supervisor.stopAndLeave();
  });
}
