import type { Locator } from 'playwright-core';

/** A number that changes when the picture of a canvas does; 0 for one that is empty. */
export function pictureOf(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const pixels = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data;
    if (pixels === undefined) return 0;
    let hash = 0;
    for (const value of new Uint32Array(pixels.buffer)) hash = (hash * 31 + value) | 0;
    return hash;
  });
}

/** Runs in the page: what the editor writes behind its lines, which is no part of their text. */
export function textsBehindLines(): readonly string[] {
  return [...document.querySelectorAll('.monaco-editor .view-line span')]
    .map((span) => getComputedStyle(span, '::after').content)
    .filter((content) => content !== 'none' && content !== 'normal');
}
