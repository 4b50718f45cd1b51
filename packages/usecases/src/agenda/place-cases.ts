import type { MeetingId } from '@overlegtafel/domain';
import type { AccessLine } from '../audit/access-line.ts';
import { atRevision } from '../commands/do-to-meeting.ts';
import type { Change } from '../ports/changes.ts';
import type { ItemRow, MeetingRow } from '../ports/rows.ts';
import { onceFor } from '../commands/once-for.ts';
import type { Caller, World } from '../world.ts';
import { proposedPlaces } from './agenda-places.ts';
import { newItem, type Placing } from './new-items.ts';

/** More than any table can talk about in a day; it keeps a file of reports from flooding an agenda. */
export const mostItems = 200;

export type Placed =
  /** The items of all cases that were named, also of those that stood on it already. */
  | { readonly kind: 'PLACED'; readonly items: readonly ItemRow[]; readonly isChanged: boolean }
  | { readonly kind: 'GONE' }
  | { readonly kind: 'CLOSED' }
  | { readonly kind: 'FULL' }
  /** Others were first, again and again. */
  | { readonly kind: 'MOVED' };

/** What goes with it into the same commit. */
export interface Placement {
  readonly lines: readonly AccessLine[];
  /** For whom putting this one case on the agenda is the call itself. */
  readonly by?: Caller;
}

const mostTries = 10;

/**
 * MC30: puts cases on the agenda of a meeting that is not closed. A case stands once on an agenda; doing it again
 * changes nothing. First the rooms, then the rows: an item never stands on an agenda without its document.
 */
export async function placeCases(
  meeting: MeetingId,
  placings: readonly Placing[],
  placement: Placement,
  world: World,
): Promise<Placed> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const placed = await placeOnce(meeting, placings, placement, world);
    if (placed.kind !== 'MOVED') return placed;
  }
  return { kind: 'MOVED' };
}

async function placeOnce(
  id: MeetingId,
  placings: readonly Placing[],
  { lines, by }: Placement,
  world: World,
): Promise<Placed> {
  const meeting = await world.stores.meeting(id);
  if (!meeting) return { kind: 'GONE' };
  if (meeting.state.kind === 'CLOSED') return { kind: 'CLOSED' };
  const rows = await world.stores.itemsOf(id);
  const fresh = placings.filter((one) => !rows.some(({ caseId }) => caseId === one.household.id));
  if (rows.length + fresh.length > mostItems) return { kind: 'FULL' };
  if (fresh.length > 0) {
    const { changes, first } = await makeItems(fresh, meeting, rows, world);
    const guards = [atRevision(meeting)];
    const once = by && first ? onceFor(by, { id: first.id }) : {};
    const committed = await world.ledger.commit({ guards, changes, lines, ...once });
    if (committed.kind === 'MOVED') return committed;
  }
  const cases = new Set(placings.map(({ household }) => household.id));
  const items = (await world.stores.itemsOf(id)).filter(({ caseId }) => cases.has(caseId));
  return { kind: 'PLACED', items, isChanged: fresh.length > 0 };
}

async function makeItems(
  fresh: readonly Placing[],
  meeting: MeetingRow,
  rows: readonly ItemRow[],
  world: World,
): Promise<{ readonly changes: readonly Change[]; readonly first: ItemRow | undefined }> {
  const last = Math.max(0, ...rows.map(({ place }) => place));
  const made = await Promise.all(
    fresh.map((placing, n) => newItem(placing, meeting, last + n + 1, world)),
  );
  await world.rooms.prepare(made.map(({ room }) => room));
  const added = made.map(({ row }) => row);
  // Once the table has begun, what comes in is talked about last, and nothing else moves.
  const placed =
    meeting.state.kind === 'PREPARED' ? await proposedPlaces([...rows, ...added], world) : added;
  const before = new Map(rows.map(({ id, place }) => [id, place]));
  const changes = placed
    .filter(({ id, place }) => before.get(id) !== place)
    .map((row): Change => ({ put: 'item', row }));
  return { changes, first: added[0] };
}
