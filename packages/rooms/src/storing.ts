import { serverMessage } from '@overlegtafel/protocol';
import type { Outgoing } from './audience.ts';
import type { TailRow } from './room-content.ts';
import type { AppendOutcome, LogEntry } from './room-log.ts';
import type { TurnRoom } from './turn-room.ts';
import type { Incoming, Seat } from './seat.ts';

/** An update that was let in and is not on disk yet. */
export interface Admitted {
  readonly incoming: Incoming;
  /**
   * True when the document held it before. It is stored all the same, under its number: either it
   * gets its row now, or the log says which row it has.
   */
  readonly isKnown: boolean;
  readonly clientIds: readonly number[];
  readonly row: Omit<TailRow, 'seq'>;
}

/**
 * Stores what a turn let in. Gives what everybody is to be shown now; acknowledgements are with
 * their connections. What was not stored is refused, or put back to be handled again.
 */
export async function store(
  room: TurnRoom,
  batch: readonly Incoming[],
  admitted: readonly Admitted[],
): Promise<readonly Outgoing[]> {
  const outcomes = await room.append(admitted.map((each) => entryOf(room, each)));
  const { head } = room.content;
  const isInRow = outcomes.every((it, i) => it.kind === 'appended' && it.seq === head + 1 + i);
  if (isInRow) return publish(room, admitted);
  const isStored = (each: Admitted, i: number) => each.isKnown || outcomes[i]?.kind === 'appended';
  const isAllStored = admitted.every(isStored);
  // The document must not hold what the log does not.
  if (!isAllStored) room.content.drop();
  const again = new Set<Incoming>();
  for (const [i, each] of admitted.entries()) {
    const outcome = outcomes[i];
    if (!outcome) continue;
    if (each.isKnown && outcome.kind === 'closed') {
      // Known only by what was not stored: looked at again without that.
      if (isAllStored) acknowledge(each.incoming, head);
      else again.add(each.incoming);
    } else if (isToBeHandledAgain(room, each, outcome)) again.add(each.incoming);
  }
  room.putBack(batch.filter((incoming) => again.has(incoming)));
  await readBack(room, admitted, outcomes);
  return [];
}

function entryOf({ name: room, nowMs: atMs }: TurnRoom, admitted: Admitted): LogEntry {
  const { incoming, clientIds, row } = admitted;
  const { person } = incoming.seat.member;
  const { writer, n } = incoming;
  return { room, writer, n, person, clientIds, atMs, update: row.update };
}

/** The usual case: everything is stored, right after what the room had. */
function publish(room: TurnRoom, admitted: readonly Admitted[]): readonly Outgoing[] {
  const { content } = room;
  return admitted.map(({ incoming, row }) => {
    content.advance({ seq: content.head + 1, ...row });
    acknowledge(incoming, content.head);
    return { message: row.message, author: incoming.seat };
  });
}

function acknowledge({ seat, message }: Incoming, seq: number): void {
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
    acknowledge(incoming, outcome.seq);
  }
  await room.readOn(authors);
}

/** What becomes of an update that may not have been appended. */
function isToBeHandledAgain(room: TurnRoom, each: Admitted, outcome: AppendOutcome): boolean {
  const { incoming } = each;
  switch (outcome.kind) {
    case 'held':
      room.holdEdits(outcome.untilMs);
      return true;
    case 'duplicate':
      if (!each.isKnown) return isToBeTriedOnceMore(room, incoming);
      acknowledge(incoming, outcome.seq);
      return false;
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
