/**
 * Keys as they are written down: strokes with a space between them, each with its modifiers in
 * front: `a`, `g t`, `Shift+p`, `Control+Enter`, `Alt+ArrowUp`, `?`. Control also means the command
 * key of a Mac. Shift is named with letters and with keys that have a name, not with signs, which
 * are on other places on other keyboards.
 */

/** What of a key press matters here; a `KeyboardEvent` has it. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const modifiers = new Set(['Control', 'Meta', 'Alt', 'AltGraph', 'Shift', 'CapsLock', 'Dead']);

/** The stroke of a key press, or undefined while only modifiers are down. */
export function strokeOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): string | undefined {
  if (modifiers.has(key) || key === '') return undefined;
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase() && key !== ' ';
  const parts = [
    ...(ctrlKey || metaKey ? ['Control'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey && !isSign ? ['Shift'] : []),
    named(key),
  ];
  return parts.join('+');
}

/** What Control (the command key on a Mac) does in a text on Windows, macOS or Linux; with Shift too. */
const editingWithControl = new Set([
  ...'abcivuxyz./;',
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'],
  ...['Backspace', 'Delete', 'Insert', ' '],
]);

/** Keys that never write, mark or move in a text. */
const besideText = /^(Escape|F\d+)$/;

/**
 * Whether a press means something to a text in which it is made, on Windows, macOS or Linux: there it is nothing else.
 * Alt and Option make signs and move by words and paragraphs; AltGr is Control with Alt; Control itself edits on a Mac,
 * where commands go by the command key.
 */
export function isTextKey({ key, ctrlKey, metaKey, altKey }: Press, isMac: boolean): boolean {
  if (altKey) return true;
  if (isMac && ctrlKey) return true;
  if (ctrlKey || metaKey) return editingWithControl.has(key.length === 1 ? key.toLowerCase() : key);
  return !besideText.test(key);
}

function named(key: string): string {
  if (key === ' ') return 'Space';
  return key.length === 1 ? key.toLowerCase() : key;
}

/** Whether a key was pressed by itself, and not for a sign that is being put together. */
export function isPlainPress(press: Press & { readonly isComposing: boolean }): boolean {
  return !press.isComposing && !press.altKey && !press.ctrlKey && !press.metaKey;
}

/** Whether keys are letters, digits or signs alone: speech input types those by accident (WCAG 2.1.4). */
export function isCharacterKeys(keys: string): boolean {
  return keys.split(' ').some((stroke) => /^(Shift\+)?.$/u.test(stroke));
}

const onKeyboard: Readonly<Record<string, string>> = {
  Control: 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** Keys as they stand on a keyboard: `Control+k` is "Ctrl K". */
export function keyWords(keys: string): string {
  return keys
    .split(/[ +]/)
    .map((key) => onKeyboard[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(' ');
}
