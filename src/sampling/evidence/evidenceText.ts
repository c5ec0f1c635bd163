import type { OpenKind, ProcessEvidence, ThreadState } from './processEvidence';

/** So many kinds of open things are listed. */
const MOST_LISTED = 200;

/** What was found out about a process as a document: `title` names it and the moment. */
export function evidenceText(title: string, { threads, open }: ProcessEvidence): string {
  return [title, '', ...threadLines(threads), '', ...openLines(open), ''].join('\n');
}

const STATES: Readonly<Record<string, string>> = {
  R: 'running',
  S: 'sleeping',
  D: 'waiting for a device',
  T: 'stopped',
  t: 'held by a debugger',
  Z: 'ended',
  I: 'idle',
};

function threadLines(threads: readonly ThreadState[]): readonly string[] {
  const rows = threads.map(({ id, name, state, waitChannel = '-' }) => [
    String(id),
    plain(name),
    STATES[state] ?? state,
    waitChannel,
  ]);
  const note = threads.some(({ waitChannel }) => waitChannel !== undefined)
    ? []
    : ['', 'The kernel does not tell in which of its functions threads wait.'];
  return [`Threads (${threads.length})`, '', ...aligned([['thread', 'name', 'state', 'waits in'], ...rows]), ...note];
}

function openLines(open: readonly OpenKind[] | undefined): readonly string[] {
  if (open === undefined) return ['Open files and sockets: they may not be read.'];
  const count = open.reduce((sum, one) => sum + one.count, 0);
  const listed = open.slice(0, MOST_LISTED).map((one) => [String(one.count), plain(one.kind)]);
  const rest = open.length - listed.length;
  return [
    `Open files and sockets (${count})`,
    '',
    ...aligned([['count', 'kind'], ...listed]),
    ...(rest > 0 ? [`... and ${rest} more kinds`] : []),
  ];
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Names of threads and files may hold anything, line feeds too. */
function plain(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '?');
}
