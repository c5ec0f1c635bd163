/**
 * How js-debug reveals its processes: its root session has none; each process is a child session whose name ends in its
 * pid. Seen in js-debug 1.117 (VS Code 1.139).
 */

/** What the name of a child session says. */
export type ChildName =
  /** `server.js [5116] « Launch`: a process. */
  | { readonly kind: 'process'; readonly pid: number }
  /** `[worker 1]`: a thread of a process that has its own session. */
  | { readonly kind: 'worker' }
  /** `Remote Process [0]` and whatever has no number: the process must be asked. */
  | { readonly kind: 'unknown' };

/** Reads the name of a child session of js-debug. */
export function readChildName(name: string): ChildName {
  // The parent's name may follow behind «; it is free text and may hold brackets of its own.
  const own = name.split(' « ', 1)[0] ?? name;
  if (/^\[worker \d+\]/.test(own)) return { kind: 'worker' };
  const pid = Number(/\[(\d{1,10})\]$/.exec(own.trim())?.[1] ?? 0);
  return pid > 0 ? { kind: 'process', pid } : { kind: 'unknown' };
}

/** Evaluated in a Node program, tells its pid and its age in seconds: `'7231 2.26'`. */
export const IDENTITY_EXPRESSION = 'process.pid + " " + process.uptime()';

/** What a Node program says of itself. */
export interface NodeIdentity {
  readonly pid: number;
  readonly uptimeSeconds: number;
}

/** Reads the answer to `IDENTITY_EXPRESSION`; undefined if it is anything else. */
export function readIdentity(result: string): NodeIdentity | undefined {
  const match = /^['"]?(\d{1,10}) (\d+(?:\.\d+)?)['"]?$/.exec(result.trim());
  if (match === null) return undefined;
  const pid = Number(match[1]);
  return pid > 0 ? { pid, uptimeSeconds: Number(match[2]) } : undefined;
}

/** Whether a debug type is one of js-debug's for Node: those name each process as a child session. */
export function isNodeType(type: string): boolean {
  return type === 'pwa-node' || type === 'node' || type === 'pwa-extensionHost';
}
