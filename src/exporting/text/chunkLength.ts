/** How long pieces of text are, in characters: long enough that writing is cheap, short enough that nothing waits for long. */
export const CHUNK_LENGTH = 64 * 1024;
