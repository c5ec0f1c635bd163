/** What an element starts with; texts only, so that no name from outside is ever read as markup. */
interface Start {
  readonly class?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Creates an element with its class, text, attributes and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  start: Start = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  if (start.class !== undefined) node.className = start.class;
  if (start.text !== undefined) node.textContent = start.text;
  for (const [name, value] of Object.entries(start.attributes ?? {})) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** Creates a button that calls back on click, Enter and Space. */
export function button(start: Start, onClick: () => void, ...children: readonly Node[]): HTMLButtonElement {
  const node = element('button', { ...start, attributes: { type: 'button', ...start.attributes } }, ...children);
  node.addEventListener('click', onClick);
  return node;
}

/**
 * Sets the text of an element that has nothing else in it, and only where it differs: writing the same text again would
 * cost a layout. A text that is there already is changed in place, which costs less than another one.
 */
export function setText(node: Node, text: string): void {
  const { firstChild } = node;
  if (firstChild instanceof Text && firstChild.nextSibling === null) {
    if (firstChild.data !== text) firstChild.data = text;
  } else if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Sets an attribute where it differs; `undefined` removes it. */
export function setAttribute(node: Element, name: string, value: string | undefined): void {
  if (value === undefined) node.removeAttribute(name);
  else if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/** Shows or hides an element, also from screen readers. */
export function setShown(node: HTMLElement, isShown: boolean): void {
  if (node.hidden === isShown) node.hidden = !isShown;
}
