const SHELLS = /^((ba|da|z|fi|k|tc|c)?sh|pwsh|powershell|cmd)$/;

/** Whether a process, by its name for people, is a shell: part of a tree, but not what somebody means to debug. */
export function isShell(name: string): boolean {
  return SHELLS.test(name.split(' ', 1)[0] ?? '');
}
