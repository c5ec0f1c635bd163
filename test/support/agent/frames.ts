import { PROTOCOL_VERSION, type HelloFrame, type TickFrame } from '../../../src/shared/agentFrames';

/** The first frame of a main thread, with what a test wants different. */
export function helloFrame(fields: Partial<HelloFrame> = {}): HelloFrame {
  return { kind: 'hello', version: PROTOCOL_VERSION, token: 't', pid: 10, threadId: 0, uptimeSeconds: 1, ...fields };
}

/** A tick of a thread in which nothing happened, with what a test wants different. */
export function tickFrame(fields: Partial<TickFrame> = {}): TickFrame {
  return { kind: 'tick', gc: [], application: [], dropped: 0, ...fields };
}

/** Memory figures of which only the used bytes matter. */
export function memoryOf(used: number): NonNullable<TickFrame['memory']> {
  return { used, total: 2 * used, limit: 4e9, external: 0, arrayBuffers: 0, spaces: [] };
}
