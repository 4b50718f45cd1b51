/** What can have the keyboard in a part of a page, in the order of the page. */
const controls = 'a[href], button, select, input:not([type=hidden]), textarea';

/**
 * TW22: remembers where the keyboard is in a list that is about to change. The answer, called when it has changed,
 * gives the keyboard to what came in that place when its control is gone, and to `after` when the list is empty.
 */
export function keepPlace(
  list: HTMLElement | undefined,
  after: () => HTMLElement | null,
): (() => void) | undefined {
  const had = list?.ownerDocument.activeElement;
  if (list === undefined || !had || !list.contains(had)) return undefined;
  const place = [...list.querySelectorAll(controls)].indexOf(had);
  return () => {
    if (had.isConnected) return;
    const left = [...list.querySelectorAll<HTMLElement>(controls)];
    (left[Math.min(Math.max(place, 0), left.length - 1)] ?? after())?.focus();
  };
}
