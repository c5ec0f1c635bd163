/** What the editor says of the activation of an extension, milliseconds. */
export interface Activation {
  /** Reading and running its files. */
  readonly loadMs: number;
  /** Its `activate()`, until it returns. */
  readonly activateMs: number;
}

/**
 * Reads a row of the table "Extension Activation Stats" of "Developer: Startup Performance". Throws where the extension
 * is not in it.
 */
export function activationOf(text: string, extensionId: string): Activation {
  const [, , load, activate] = rowOf(text, extensionId);
  return { loadMs: Number(load), activateMs: Number(activate) };
}

/**
 * How long the window took from its address to where all extensions are known and those that start with it run,
 * milliseconds: the row "extensions registered". Throws where it is not in the text.
 */
export function windowStartMs(text: string): number {
  const [, ms] = rowOf(text, 'extensions registered');
  return Number(ms);
}

function rowOf(text: string, name: string): readonly string[] {
  for (const line of text.split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim());
    if (cells[1] === name) return cells.slice(1);
  }
  throw new Error(`The editor says nothing of "${name}" in its startup performance.`);
}
