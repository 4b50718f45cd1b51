import type { RoomName } from '@overlegtafel/protocol';
import type { Change, Committed, Guard, Ledger } from '../ports/changes.ts';
import type { KeptAnswers } from '../ports/kept-answers.ts';
import type { PageOf, Stores } from '../ports/stores.ts';

/** What one process has. */
export interface StoresOfProcess {
  readonly stores: Stores;
  readonly ledger: Ledger;
  readonly keptAnswers: KeptAnswers;
}

/** A storage to be proven, empty at first. */
export interface StoresUnderTest extends StoresOfProcess {
  /** Another process on the same storage, with nothing shared in memory where that can be. */
  another(): Promise<StoresOfProcess>;
  /** How far the clock of all processes is ahead of the real one. */
  readonly clock: { aheadMs: number };
  /** Makes these rooms and holds them; gives how far each has come. */
  holdRooms(rooms: readonly RoomName[], holder: string): Promise<ReadonlyMap<RoomName, number>>;
  isClosed(room: RoomName): Promise<boolean>;
  dispose(): Promise<void>;
}

/** Commits changes that nobody can be in the way of. */
export function store(
  { ledger }: Pick<StoresOfProcess, 'ledger'>,
  changes: readonly Change[],
  guards: readonly Guard[] = [],
): Promise<Committed> {
  return ledger.commit({ guards, changes, lines: [] });
}

/** All rows of a long list, page after page. */
export async function allPages<T>(read: (next?: string) => Promise<PageOf<T>>): Promise<T[]> {
  const rows: T[] = [];
  let page = await read();
  rows.push(...page.rows);
  while (page.next !== undefined) {
    page = await read(page.next);
    rows.push(...page.rows);
  }
  return rows;
}
