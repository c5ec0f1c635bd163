import type { ProcessInfo } from '../shared/sample';
import { commandName } from './commandName';

/**
 * The PowerShell script that prints what `parseWindowsProcesses` reads: one process a line, fields between tabs. One CIM
 * query for all. Source: Win32_Process.
 */
export const WINDOWS_SCRIPT = [
  '[Console]::OutputEncoding = [Text.Encoding]::UTF8',
  "$epoch = [DateTime]::SpecifyKind('1970-01-01', 'Utc')",
  'Get-CimInstance Win32_Process -Property ProcessId,ParentProcessId,Name,CreationDate,CommandLine | ForEach-Object {',
  "  $start = if ($_.CreationDate) { [long]($_.CreationDate.ToUniversalTime() - $epoch).TotalMilliseconds } else { '' }",
  "  $_.ProcessId, $_.ParentProcessId, $start, $_.Name, ($_.CommandLine -replace '\\s', ' ') -join \"`t\"",
  '}',
].join('\n');

/**
 * Parses what `WINDOWS_SCRIPT` prints. Names are those of the executables, for interpreters with the script's. Lines of
 * another form are left out, and with them the system's own processes, which tell no start.
 */
export function parseWindowsProcesses(output: string): ProcessInfo[] {
  const processes: ProcessInfo[] = [];
  for (const line of output.split(/\r?\n/)) {
    const [pid = '', parentPid = '', startTimeMs = '', name = '', commandLine = ''] = line.split('\t');
    if (![pid, parentPid, startTimeMs].every((field) => /^\d+$/.test(field))) continue;
    processes.push({
      pid: Number(pid),
      parentPid: Number(parentPid),
      startTimeMs: Number(startTimeMs),
      name: commandName(splitCommandLine(commandLine)) ?? name,
    });
  }
  return processes;
}

/** Splits at spaces outside quotation marks. Good enough for names; escaped marks, which are rare, are not undone. */
function splitCommandLine(commandLine: string): string[] {
  return (commandLine.match(/(?:"[^"]*"?|[^\s"])+/g) ?? []).map((argument) => argument.replaceAll('"', ''));
}
