import { closeSync, openSync, readSync, statSync } from 'node:fs';

/**
 * Looks for `NAME=value` entries in the environment that a process was started with. Only processes of the user with
 * the id `userId` are looked at. What is read goes into one buffer, which is wiped at once: an environment holds
 * secrets. Source: proc_pid_environ(5).
 */
export class EnvironmentSearch {
  private readonly buffer = Buffer.alloc(BUFFER_BYTES);

  constructor(
    private readonly root: string,
    private readonly userId: number | undefined,
  ) {}

  /** Those of the markers that a process carries; empty where its environment may not be read or it has gone. */
  find(pid: number, markers: readonly string[]): readonly string[] {
    const folder = `${this.root}/${pid}`;
    try {
      // Asked first: the refusal of an open is an exception, and dearer than everything else here.
      if (statSync(folder, { throwIfNoEntry: false })?.uid !== this.userId) return [];
      const descriptor = openSync(`${folder}/environ`, 'r');
      try {
        return this.search(descriptor, markers);
      } finally {
        closeSync(descriptor);
      }
    } catch {
      return [];
    }
  }

  private search(descriptor: number, markers: readonly string[]): readonly string[] {
    let length = 0;
    try {
      let added: number;
      do {
        added = readSync(descriptor, this.buffer, length, this.buffer.length - length, length);
        length += added;
      } while (added > 0 && length < this.buffer.length);
      const environment = this.buffer.subarray(0, length);
      return markers.filter((marker) => hasEntry(environment, marker));
    } finally {
      this.buffer.fill(0, 0, length);
    }
  }
}

/** An environment longer than this is searched as far as this. */
const BUFFER_BYTES = 262_144;

/** Whether the text stands there as a whole entry, from one zero byte to the next. */
function hasEntry(environment: Buffer, entry: string): boolean {
  const bytes = Buffer.from(entry);
  for (let at = environment.indexOf(bytes); at !== -1; at = environment.indexOf(bytes, at + 1)) {
    const startsThere = at === 0 || environment[at - 1] === 0;
    const end = at + bytes.length;
    if (startsThere && (end === environment.length || environment[end] === 0)) return true;
  }
  return false;
}
