import type { Block } from './block';

/**
 * Whether a block comes right behind another: the next part of its chunk, or the first of the next chunk. Undefined
 * stands for what is before the first block.
 */
export function follows({ chunk, part }: Block, previous: Block | undefined): boolean {
  if (previous === undefined) return chunk === 0 && part === 0;
  return chunk === previous.chunk ? part === previous.part + 1 : chunk === previous.chunk + 1 && part === 0;
}
