import { serverMessage } from '@overlegtafel/protocol';
import type { Outgoing } from './audience.ts';
import type { TailRow } from './room-content.ts';
import type { AppendOutcome, LogEntry } from './room-log.ts';
import type { TurnRoom } from './turn-room.ts';
import type { Incoming, Seat } from './seat.ts';

/** An update that was let in and is not on disk yet. */
export interface Admitted {
  readonly incoming: Incoming;
  readonly clientIds: readonly number[];
  readonly row: Omit<TailRow, 'seq'>;
}

/** What a turn let in, and what it found in the document already. */
export interface Harvest {
  readonly admitted: Admitted[];
  readonly known: Incoming[];
}

/**
 * Stores what a turn let in. Gives what everybody is to be shown now; acknowledgements are with
 * their connections. What was not stored is refused, or put back to be handled again.
 */
export async function store(
  room: TurnRoom,
  batch: readonly Incoming[],
  harvest: Harvest,
): Promise<readonly Outgoing[]> {
  const outcomes = await room.append(harvest.admitted.map((admitted) => entryOf(room, admitted)));
  const { head } = room.content;
  const isInRow = outcomes.every((it, i) => it.kind === 'appended' && it.seq === head + 1 + i);
  if (isInRow) return publish(room, harvest);
  if (outcomes.every(({ kind }) => kind === 'appended')) {
    await readBack(room, harvest.admitted, outcomes);
    return acknowledge(room, harvest.known);
  }
  // The document holds what the log does not. What was found in it counts no more either.
  room.content.drop();
  const again = new Set(harvest.known);
  for (const [i, { incoming }] of harvest.admitted.entries()) {
    const outcome = outcomes[i];
    if (outcome && isToBeHandledAgain(room, incoming, outcome)) again.add(incoming);
  }
  room.putBack(batch.filter((incoming) => again.has(incoming)));
  await readBack(room, harvest.admitted, outcomes);
  return [];
}

function entryOf({ name: room, nowMs: atMs }: TurnRoom, admitted: Admitted): LogEntry {
  const { incoming, clientIds, row } = admitted;
  const { person } = incoming.seat.member;
  const { writer, n } = incoming;
  return { room, writer, n, person, clientIds, atMs, update: row.update };
}

/** The usual case: everything is stored, right after what the room had. */
function publish(room: TurnRoom, { admitted, known }: Harvest): readonly Outgoing[] {
  const { content } = room;
  const outgoing = admitted.map(({ incoming, row }) => {
    content.advance({ seq: content.head + 1, ...row });
    acknowledgeOne(incoming, content.head);
    return { message: row.message, author: incoming.seat };
  });
  acknowledge(room, known);
  return outgoing;
}

/** Says of what was in the document already that it is on disk. Nobody has to be shown anything. */
export function acknowledge(room: TurnRoom, known: readonly Incoming[]): readonly Outgoing[] {
  for (const incoming of known) acknowledgeOne(incoming, room.content.head);
  return [];
}

function acknowledgeOne({ seat, message }: Incoming, seq: number): void {
  if (message.kind !== 'numbered') return;
  seat.add(serverMessage({ kind: 'ack', epoch: message.epoch, n: message.n, seq }));
}

/** Rows of others stand in between: the log says in which order everybody is shown them. */
async function readBack(
  room: TurnRoom,
  admitted: readonly Admitted[],
  outcomes: readonly AppendOutcome[],
): Promise<void> {
  const authors = new Map<number, Seat>();
  for (const [i, { incoming }] of admitted.entries()) {
    const outcome = outcomes[i];
    if (outcome?.kind !== 'appended') continue;
    authors.set(outcome.seq, incoming.seat);
    acknowledgeOne(incoming, outcome.seq);
  }
  await room.readOn(authors);
}

/** What becomes of an update that was not appended. */
function isToBeHandledAgain(room: TurnRoom, incoming: Incoming, outcome: AppendOutcome): boolean {
  switch (outcome.kind) {
    case 'held':
      room.holdEdits(outcome.untilMs);
      return true;
    case 'duplicate':
      return isToBeTriedOnceMore(room, incoming);
    case 'closed':
    case 'gone':
      room.refuse(incoming, outcome.kind === 'closed' ? 'CLOSED' : 'GONE', 'APPEND');
      return false;
    case 'appended':
      return false;
  }
}

/** The second time the document holds everything that is stored, so this is something else. */
function isToBeTriedOnceMore(room: TurnRoom, incoming: Incoming): boolean {
  if (incoming.isAgain) room.refuse(incoming, 'OUT_OF_ORDER', 'NUMBER_USED');
  const isFirstTime = !incoming.isAgain;
  incoming.isAgain = true;
  return isFirstTime;
}
