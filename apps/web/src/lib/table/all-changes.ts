import { followUpEvents } from '@overlegtafel/protocol';
import { doneWords } from './done-words.ts';
import type { Done, TableLive } from './table-live.svelte.ts';

/** Something that was done at this table, as the list of all changes has it. */
export interface Change {
  /** The same object as long as the change is in the list. */
  readonly done: Done;
  /** Who did what, in a sentence. */
  readonly words: string;
  /** The case that it is about, when it is on the agenda: its id, and what people call it. */
  readonly item: { readonly id: string; readonly alias: string } | undefined;
  /** Whether it is about something that an earlier table left. */
  readonly isFollowUp: boolean;
}

/** What was done since this page was opened, the newest first, without cases that the reader may not see any more. */
export function allChanges(table: TableLive): readonly Change[] {
  return table.changes.filter((done) => maySee(done, table)).map((done) => asChange(done, table));
}

function maySee({ what, item }: Done, table: TableLive): boolean {
  if (item === undefined) return true;
  return !table.gone.has(item) && (table.item(item) !== undefined || followUpEvents.has(what));
}

function asChange(done: Done, table: TableLive): Change {
  return {
    done,
    words: doneWords(done, table),
    item: table.item(done.item),
    isFollowUp: followUpEvents.has(done.what),
  };
}
