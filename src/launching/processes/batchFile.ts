/** A command as `spawn` takes it; `isVerbatim` when its arguments are quoted already. */
export interface SpawnCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly isVerbatim: boolean;
}

/** Characters to which the command interpreter gives a meaning even between quotes. */
const SPECIAL = /["%!^&|<>\r\n]/;

/**
 * What Windows starts for a file: a batch file (`npm.cmd`) runs in the command interpreter, everything else as it is.
 * The interpreter reads its command line anew, so that an argument could become a command (CVE-2024-27980); one that
 * holds a special character is therefore refused, and returned as `refused`.
 */
export function windowsCommand(
  file: string,
  args: readonly string[],
  interpreter: string,
): SpawnCommand | { readonly refused: string } {
  if (!/\.(cmd|bat)$/i.test(file)) return { file, args, isVerbatim: false };
  const refused = [file, ...args].find((part) => SPECIAL.test(part));
  if (refused !== undefined) return { refused };
  // A backslash before a quote would escape it for the program behind the batch file.
  const quoted = [file, ...args].map((part) => `"${part.replace(/\\+$/, '$&$&')}"`).join(' ');
  return { file: interpreter, args: ['/d', '/s', '/c', `"${quoted}"`], isVerbatim: true };
}
