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

function named(key: string): string {
  if (key === ' ') return 'Space';
  return key.length === 1 ? key.toLowerCase() : key;
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
