import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { triagePriorities } from '@overlegtafel/domain';
import type { Command } from '#lib/keyboard/command.ts';
import { priorityWords } from '#lib/look/level-words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { KeyHint } from '#lib/shell/key-hint.ts';
import type { AgendaMover } from '../agenda-mover.ts';
import type { CaseDesk } from './case-desk.svelte.ts';
import { jumpTo } from './jump.ts';

function at(keys: string, id: string, words: string, run: () => void): Command {
  return { id, words, group: m.table_keys_case(), keys, run };
}

/** What one can do in a case by key: ux.md, section 3.4. */
export function caseCommands(desk: CaseDesk, mover: AgendaMover): readonly Command[] {
  return [
    at('j', 'case-next', m.table_next_case(), () => void go(desk, 1)),
    at('k', 'case-previous', m.table_previous_case(), () => void go(desk, -1)),
    at('a', 'action-new', m.sheet_new_action(), () => {
      document.getElementById('new-action')?.focus();
    }),
    at('b', 'decision', m.table_key_decision(), () => {
      jumpTo('decisionKind');
    }),
    at('e', 'action-owner', m.table_key_owner(), () => {
      inFocusedAction('select');
    }),
    at('d', 'action-day', m.table_key_day(), () => {
      inFocusedAction('input[type=date]');
    }),
    at('x', 'action-done', m.table_key_done(), () => void doneWithFocused(desk)),
    at(
      'g h',
      'go-history',
      m.table_earlier_decisions(),
      () => void goto(resolve('/(app)/casus/[case]', { case: desk.item.caseId })),
    ),
    ...undoCommands(desk),
    at('Control+Enter', 'close-case', m.table_key_close(), () => {
      document.querySelector<HTMLElement>('[aria-keyshortcuts="Control+Enter"]')?.click();
    }),
    ...orderCommands(desk, mover),
    ...triagePriorities.map((priority, index) =>
      at(
        `t ${index + 1}`,
        `triage-${index + 1}`,
        `${m.sheet_priority_heading()} ${priorityWords(priority)}`,
        () => {
          desk.sheet?.choosePriority(priority);
        },
      ),
    ),
  ];
}

function undoCommands(desk: CaseDesk): readonly Command[] {
  return [
    { ...at('Control+z', 'undo', m.sheet_undo(), () => desk.sheet?.undo()), sparesText: true },
    {
      ...at('Control+Shift+z', 'redo', m.sheet_redo(), () => desk.sheet?.redo()),
      sparesText: true,
    },
  ];
}

/** About the case in the agenda that has the keyboard, else the one that is shown. */
function orderCommands(desk: CaseDesk, mover: AgendaMover): readonly Command[] {
  if (!mover.mayMove) return [];
  return [
    at('Alt+ArrowUp', 'agenda-up', m.table_agenda_earlier(), () => {
      void mover.move(focusedLine() ?? desk.item.id, 'UP');
    }),
    at('Alt+ArrowDown', 'agenda-down', m.table_agenda_later(), () => {
      void mover.move(focusedLine() ?? desk.item.id, 'DOWN');
    }),
  ];
}

/** The keys that stand in the footer. */
export function caseKeyHints(): readonly KeyHint[] {
  return [
    { ids: ['case-next', 'case-previous'], words: m.table_hint_next() },
    { ids: ['action-new'], words: m.table_hint_action() },
    { ids: ['decision'], words: m.table_hint_decision() },
    { ids: ['action-owner'], words: m.table_hint_owner() },
  ];
}

async function go({ table, item }: CaseDesk, step: 1 | -1): Promise<void> {
  const { items, id } = table.meeting;
  const next = items[items.findIndex((each) => each.id === item.id) + step];
  if (next) await goto(resolve('/tafel/[meeting]/(table)/[item]', { meeting: id, item: next.id }));
}

/** The case in the agenda that has the keyboard. */
function focusedLine(): string | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-line]')?.dataset['line'];
}

function focusedAction(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('[data-action]') ?? null;
}

function inFocusedAction(control: string): void {
  const action = focusedAction() ?? document.querySelector('[data-action]');
  action?.querySelector<HTMLElement>(control)?.focus();
}

async function doneWithFocused(desk: CaseDesk): Promise<void> {
  const action = focusedAction()?.dataset['action'];
  if (action !== undefined && desk.may('actionDone'))
    await desk.give('actionDone', { params: { action } });
}
