import type { SheetField } from './presence/present-state.ts';

const parts = [
  'facts',
  'worries',
  'strengths',
  'childVoice',
  'decisionText',
  'safety',
  'choices',
  'conditions',
  'actions',
  'scratch',
] as const satisfies readonly SheetField[];

/** The part of the sheet in which an element stands. */
export function fieldAround(target: EventTarget | null): SheetField | undefined {
  const around = target instanceof Element ? target.closest('[data-field], [data-part]') : null;
  if (!(around instanceof HTMLElement)) return undefined;
  const name = around.dataset['field'] ?? around.dataset['part'];
  return parts.find((part) => part === name);
}

/** Whether somebody types text there, so that the keys belong to the text. */
export function isTextEntry(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input:not([type=checkbox]), textarea');
}

/** Whether an element stands in another. */
export function isWithin(around: EventTarget | null, target: EventTarget | null): boolean {
  return around instanceof Node && target instanceof Node && around.contains(target);
}
