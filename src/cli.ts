import { compareCommand } from './cli/compareCommand';
import { EXIT } from './cli/exitCodes';
import { parseArguments, USAGE } from './cli/parseArguments';
import { runCommand } from './cli/runCommand';

/** The monitor on a command line, without VS Code. Returns the code to exit with. */
async function main(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(args);
  switch (parsed.kind) {
    case 'run':
      return runCommand(parsed.order, { error, ...(process.stderr.isTTY ? { live } : {}) });
    case 'compare':
      return compareCommand(parsed.order, { write, error });
    case 'help':
      write(USAGE);
      return EXIT.ok;
    case 'problem':
      error(`process-monitor: ${parsed.text}\n\n${USAGE}`);
      return EXIT.failed;
  }
}

function write(text: string): void {
  process.stdout.write(text);
}

function error(text: string): void {
  process.stderr.write(text);
}

/** Over the line before, cut to the terminal's width, where that is known, so that it stays one line. */
function live(line: string): void {
  const { columns } = process.stderr;
  process.stderr.write(`\r\u001b[K${columns > 0 ? line.slice(0, columns - 1) : line}`);
}

// Whoever reads our output may have gone, as `head` does: that is no failure of the command.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
