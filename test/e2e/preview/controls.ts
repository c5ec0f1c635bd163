/* Runs in the page, as one function each: nothing outside of a function is there. */

/** Numbers everything that can be operated, in the order of the page; returns how many there are. */
export function numberControls(): number {
  const controls = [...document.querySelectorAll<HTMLElement>('button, select, input, a, summary, [tabindex]')].filter(
    (control) => control.tabIndex >= 0 && control.getClientRects().length > 0 && !control.matches(':disabled'),
  );
  controls.forEach((control, index) => {
    control.dataset.control = String(index);
  });
  return controls.length;
}

/** The control that has the focus: its number, whether a person sees that it has it, and what it is called. */
export function focusedControl(): { index: number; isVisible: boolean; name: string } {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement)) return { index: -1, isVisible: false, name: '' };
  const { outlineStyle, outlineWidth } = getComputedStyle(activeElement);
  return {
    index: Number(activeElement.getAttribute('data-control') ?? -1),
    isVisible: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0,
    name: activeElement.getAttribute('aria-label') ?? activeElement.textContent.trim(),
  };
}

/** What each control that cannot be clicked is called: at its middle stands something else. */
export function coveredControls(): readonly string[] {
  return [...document.querySelectorAll<HTMLElement>('[data-control]')].flatMap((control) => {
    control.scrollIntoView({ block: 'center', inline: 'center' });
    const { left, top, width, height } = control.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    const isHit = hit !== null && (control.contains(hit) || hit.contains(control));
    return isHit ? [] : [control.getAttribute('aria-label') ?? control.textContent];
  });
}
