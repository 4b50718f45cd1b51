const noText = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'image',
  'radio',
  'range',
  'reset',
  'submit',
]);

/**
 * What keys mean where they were pressed: `TEXT` in a field, `ALL` on the page, `NONE` where keys
 * have a meaning of their own (a dialog, a menu).
 */
export function wherePressed(target: EventTarget | null): 'TEXT' | 'ALL' | 'NONE' {
  if (!(target instanceof HTMLElement)) return 'ALL';
  if (target.closest('dialog, [popover], [role=menu], [role=listbox]') !== null) return 'NONE';
  if (target.isContentEditable) return 'TEXT';
  if (target instanceof HTMLInputElement) return noText.has(target.type) ? 'ALL' : 'TEXT';
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
    ? 'TEXT'
    : 'ALL';
}
