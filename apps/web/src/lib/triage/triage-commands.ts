import { triagePriorities, type TriagePriority } from '@overlegtafel/domain';
import type { Command } from '#lib/keyboard/command.ts';
import { m } from '#lib/paraglide/messages.js';
import { laneWords } from './triage-board.svelte.ts';

export interface TriageCommandParts {
  /** The case that has the keyboard. */
  readonly focused: () => string | undefined;
  readonly move: (item: string, priority: TriagePriority) => void;
  /** Undefined for who may not change the order of the agenda. */
  readonly reorder: ((item: string, step: 1 | -1) => Promise<void>) | undefined;
}

/** What one can do on the triage board by key, with the case that has the keyboard: ux.md, section 3.4. */
export function triageCommands({ focused, move, reorder }: TriageCommandParts): readonly Command[] {
  const group = m.triage_heading();
  const withFocused = (run: (item: string) => void) => () => {
    const item = focused();
    if (item !== undefined) run(item);
  };
  return [
    ...triagePriorities.map((priority, index) => ({
      id: `triage-${index + 1}`,
      words: laneWords(priority),
      group,
      keys: `t ${index + 1}`,
      run: withFocused((item) => {
        move(item, priority);
      }),
    })),
    ...(reorder === undefined
      ? []
      : (
          [
            ['agenda-up', 'Alt+ArrowUp', m.table_agenda_earlier(), -1],
            ['agenda-down', 'Alt+ArrowDown', m.table_agenda_later(), 1],
          ] as const
        ).map(([id, keys, words, step]) => ({
          id,
          keys,
          words,
          group,
          run: withFocused((item) => void reorder(item, step)),
        }))),
  ];
}
