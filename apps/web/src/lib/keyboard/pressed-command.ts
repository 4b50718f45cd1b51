import type { Command } from './command.ts';
import type { KeyMap } from './key-map.ts';
import { isTextKey, strokeOf, type Press } from './strokes.ts';
import type { wherePressed } from './where-pressed.ts';

/** A press with what the browser knows of it. */
export interface PressNow extends Press {
  /** Something on the page has already done what was meant. */
  readonly defaultPrevented: boolean;
  /** A sign is being put together, as in Japanese or with an accent. */
  readonly isComposing: boolean;
  readonly repeat: boolean;
}

/**
 * The command that a press means, if any. Whatever a text does with a key on Windows, macOS or Linux goes before every
 * command, also before one whose keys somebody chose: who writes moves nothing for the others.
 */
export function pressedCommand(
  keys: KeyMap,
  press: PressNow,
  { where, isMac }: { readonly where: ReturnType<typeof wherePressed>; readonly isMac: boolean },
): Command | undefined {
  if (press.defaultPrevented || press.isComposing || press.repeat || where === 'NONE')
    return undefined;
  const stroke = strokeOf(press);
  const isText = where === 'TEXT';
  if (stroke === undefined || (isText && isTextKey(press, isMac))) return undefined;
  return keys.press(stroke, isText);
}
