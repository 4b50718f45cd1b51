import type { DecorationAttrs } from 'prosemirror-view';
import { hueOf } from '#lib/look/organisation-hue.ts';

/** What the server says about whoever has a caret. */
interface CaretUser {
  readonly name?: unknown;
  readonly organisation?: unknown;
}

function hue({ organisation }: CaretUser): string {
  return String(hueOf(typeof organisation === 'string' ? organisation : ''));
}

/** Where somebody else types, with their name. Seen only: a screen reader reads the text and not the carets in it. */
export function caretOf(user: CaretUser): HTMLElement {
  const caret = document.createElement('span');
  caret.className = 'other-caret';
  caret.dataset['hue'] = hue(user);
  caret.ariaHidden = 'true';
  caret.contentEditable = 'false';
  const name = document.createElement('span');
  name.dataset['name'] = typeof user.name === 'string' ? user.name : '';
  caret.append(name);
  return caret;
}

/** What somebody else has selected. */
export function selectionOf(user: CaretUser): DecorationAttrs {
  return { class: 'other-selection', 'data-hue': hue(user) };
}
