import { createContext } from 'svelte';
import { Announcer } from '#lib/announce/announcer.ts';
import { systemClock } from '#lib/document/clock.ts';
import type { Command } from '#lib/keyboard/command.ts';
import { KeyMap } from '#lib/keyboard/key-map.ts';
import { pressedCommand } from '#lib/keyboard/pressed-command.ts';
import { wherePressed } from '#lib/keyboard/where-pressed.ts';
import { readKept } from '#lib/page-parts/page-storage.ts';
import {
  keptPreferences,
  type Preferences,
  preferencesCookie,
  readPreferences,
  storedPlace,
  usualPreferences,
} from '#lib/settings/preferences.ts';

/** What all screens share in the browser: keys, announcements, and how the reader wants them. */
export class ShellState {
  preferences: Preferences = $state.raw(usualPreferences);
  /** Every command that the open screen offers. */
  commands: readonly Command[] = $state.raw([]);
  isPaletteOpen = $state(false);
  isOverviewOpen = $state(false);
  readonly keys = new KeyMap(systemClock, () => this.preferences);
  readonly announcer = new Announcer(systemClock, () => this.preferences.announce);

  /** Begins in the browser: the server knows no preferences. The answer ends it. */
  start(): () => void {
    const stored = readKept('local', storedPlace);
    this.preferences = readPreferences(keptPreferences(document.cookie, stored));
    const stop = this.keys.onChange(() => (this.commands = this.keys.commands()));
    this.commands = this.keys.commands();
    return stop;
  }

  /** Changes preferences and keeps them on this device. */
  prefer(changes: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...changes };
    document.cookie = preferencesCookie(this.preferences);
  }

  /** Runs the command that a key press means on this screen, if any. */
  press(event: KeyboardEvent): void {
    const where = wherePressed(event.target);
    const command = pressedCommand(this.keys, event, { where, isMac: isMac() });
    if (command === undefined) return;
    event.preventDefault();
    command.run();
  }
}

function isMac(): boolean {
  return /Mac|iP(hone|ad)/.test(navigator.userAgent);
}

export const [getShell, setShell] = createContext<ShellState>();
