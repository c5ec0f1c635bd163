/**
 * The icons of the panel: paths on a grid of 16, filled with the colour of the text. Each state of a session has a shape
 * of its own, so that colour only adds to it.
 */
const PATHS = {
  running: 'M8 3a5 5 0 1 1 0 10a5 5 0 0 1 0-10z',
  starting: 'M8 3a5 5 0 1 1 0 10a5 5 0 0 1 0-10zm0 2a3 3 0 1 0 0 6a3 3 0 0 0 0-6z',
  paused: 'M4 3h3v10H4zm5 0h3v10H9z',
  ended: 'M4 4h8v8H4z',
  crashed: 'M4.5 3L8 6.5L11.5 3L13 4.5L9.5 8L13 11.5L11.5 13L8 9.5L4.5 13L3 11.5L6.5 8L3 4.5z',
  lost: 'M8 2L14 8L8 14L2 8zm0 3L5 8L8 11L11 8z',
  warning: 'M8 2L15 14H1zM7.2 6.5v3.5h1.6V6.5zm0 4.5v1.5h1.6V11z',
  info: 'M8 2a6 6 0 1 1 0 12a6 6 0 0 1 0-12zm-.8 5v4.5h1.6V7zm0-2.6V6h1.6V4.4z',
  play: 'M5 3l8 5l-8 5z',
  restarted: 'M8 3a5 5 0 1 0 5 5h-1.6A3.4 3.4 0 1 1 8 4.6V7l4-3.2L8 .6z',
  started: 'M4 13V3h1.4v1H12l-2 2.5l2 2.5H5.4v4z',
  processStarted: 'M7.2 3h1.6v4.2H13v1.6H8.8V13H7.2V8.8H3V7.2h4.2z',
  processExited: 'M3 7.2h10v1.6H3z',
  evidence: 'M6 2h4v1.4H9.2V6L13 12.6L12.2 14H3.8L3 12.6L6.8 6V3.4H6z',
  flag: 'M4 2h1.4v1H13l-2 3l2 3H5.4v5H4z',
  garbage: 'M6 2h4v1.3h3v1.4H3V3.3h3zM4 6h8l-.7 8H4.7z',
  settings:
    'M7 1.5h2l.4 1.8l1.3.5l1.6-1l1.4 1.4l-1 1.6l.5 1.3l1.8.4v2l-1.8.4l-.5 1.3l1 1.6l-1.4 1.4l-1.6-1l-1.3.5l-.4 1.8H7l-.4-1.8l-1.3-.5l-1.6 1l-1.4-1.4l1-1.6l-.5-1.3L.8 9.5v-2l1.8-.4l.5-1.3l-1-1.6l1.4-1.4l1.6 1l1.3-.5zM8 6a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5z',
  bell: 'M8 1.5a4 4 0 0 1 4 4v3.2l1.5 2.3v1h-11v-1L4 8.7V5.5a4 4 0 0 1 4-4zm0 1.3a2.7 2.7 0 0 0-2.7 2.7v3.6L4.4 10.7h7.2l-.9-1.6V5.5A2.7 2.7 0 0 0 8 2.8zM6.5 13h3a1.5 1.5 0 0 1-3 0z',
  table:
    'M2 3h12v10H2zm1.4 1.4v1.9h9.2V4.4zm0 3.2v1.5h3.9V7.6zm5.2 0v1.5h4V7.6zm-5.2 2.8v1.3h3.9v-1.3zm5.2 0v1.3h4v-1.3z',
  earlier: 'M10.5 3L5.5 8l5 5l1.1-1.1L7.7 8l3.9-3.9z',
  later: 'M5.5 3l5 5l-5 5l-1.1-1.1L8.3 8L4.4 4.1z',
  zoomIn:
    'M7 2a5 5 0 1 1 0 10a5 5 0 0 1 0-10zm0 1.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7zM6.3 5h1.4v1.3H9v1.4H7.7V9H6.3V7.7H5V6.3h1.3zm4.5 6.9l1.1-1.1L15 13.9L13.9 15z',
  zoomOut:
    'M7 2a5 5 0 1 1 0 10a5 5 0 0 1 0-10zm0 1.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7zM5 6.3h4v1.4H5zm5.8 5.6l1.1-1.1L15 13.9L13.9 15z',
} as const;

export type IconName = keyof typeof PATHS;

/** Creates an icon; it is hidden from screen readers, whatever it means stands beside it as text. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'path'));
  setIcon(svg, name);
  return svg;
}

/** Turns an icon into another. */
export function setIcon(svg: SVGSVGElement, name: IconName): void {
  const path = svg.firstElementChild;
  if (path?.getAttribute('d') === PATHS[name]) return;
  path?.setAttribute('d', PATHS[name]);
  path?.setAttribute('fill-rule', 'evenodd');
}
