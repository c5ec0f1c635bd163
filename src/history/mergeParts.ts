import type { Block } from './block';
import { follows } from './chunkOrder';
import { OpenChunk } from './openChunk';

/**
 * The parts of chunks that were never closed, as closed chunks: what comes without a hole is one block. Numbers go on
 * behind `lastBlock`, the last one that was closed; one is left out wherever rows are missing.
 */
export function mergeParts(parts: readonly Block[], lastBlock: Block | undefined): readonly Block[] {
  const merged: Block[] = [];
  let previous = lastBlock;
  let chunk = lastBlock?.chunk ?? -1;
  let open = new OpenChunk();
  const close = (): void => {
    if (open.isEmpty) return;
    chunk += 1;
    merged.push({ chunk, part: 0, columns: open.merged() });
    open = new OpenChunk();
  };
  for (const part of parts) {
    if (!follows(part, previous)) {
      close();
      chunk += 1;
    }
    open.add(part.columns);
    previous = part;
  }
  close();
  return merged;
}
