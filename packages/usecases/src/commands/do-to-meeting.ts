import type { MeetingId, Permission, TableField, Verb } from '@overlegtafel/domain';
import type { LoggedEvent } from '../audit/purposes.ts';
import { lineOf } from '../audit/line-of.ts';
import type { AccessLine } from '../audit/access-line.ts';
import { done, type Outcome, refuse, type Refusal } from '../outcome/outcome.ts';
import type { Change, Guard } from '../ports/changes.ts';
import type { MeetingRow } from '../ports/rows.ts';
import { recordMissing } from '../queries/record-reading.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askTable } from '../scene/ask-table.ts';
import type { Caller, World } from '../world.ts';

/** What a command about a meeting is: the right that it needs, and what it decides. */
export interface MeetingCommand<T> {
  /** The name in the access log, such as `open-meeting`. */
  readonly event: LoggedEvent;
  readonly verb: Verb;
  readonly field: TableField;
  /** What is done, decided from the meeting as it was read. May read more. */
  readonly decide: (meeting: MeetingRow) => Promise<DecidedMeeting<T>>;
}

export type DecidedMeeting<T> =
  | {
      readonly kind: 'DO';
      readonly changes: readonly Change[];
      readonly value: T;
      /** Absent: exactly this revision. */
      readonly guard?: Extract<Guard, { readonly kind: 'MEETING_IS' }>;
      readonly changesRights?: boolean;
    }
  /** It is so already. */
  | { readonly kind: 'NOTHING'; readonly value: T }
  | { readonly kind: 'REFUSE'; readonly refusal: Refusal };

/** How often a command is tried again when somebody else was first. */
const mostTries = 10;

/**
 * Does a command about a meeting in one commit with its line of the access log. Somebody who was first makes it look
 * again; what is then decided counts. What is refused is logged too.
 */
export async function doToMeeting<T>(
  id: MeetingId,
  command: MeetingCommand<T>,
  caller: Caller,
  world: World,
): Promise<Outcome<T>> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const outcome = await tryOnce(id, command, caller, world);
    if (outcome.kind === 'DONE' || outcome.refusal.kind !== 'MOVED') return outcome;
  }
  return refuse({ kind: 'MOVED' });
}

async function tryOnce<T>(
  id: MeetingId,
  command: MeetingCommand<T>,
  caller: Caller,
  world: World,
): Promise<Outcome<T>> {
  const meeting = await world.stores.meeting(id);
  if (!meeting) {
    const action = command.verb === 'READ' ? 'R' : 'U';
    const subject = { action, event: command.event, objectKind: 'meeting', object: id } as const;
    await recordMissing(subject, caller, world);
    return refuse({ kind: 'NOT_THERE' });
  }
  const asked = await askForMeeting(meeting, command, caller, world);
  if (asked.kind === 'REFUSED') return asked;
  const decided = await command.decide(meeting);
  if (decided.kind === 'REFUSE') return refuse(decided.refusal);
  if (decided.kind === 'NOTHING') return done(decided.value);
  const { guard = atRevision(meeting), changes, value } = decided;
  const committed = await world.ledger.commit({ guards: [guard], changes, lines: [asked.value] });
  if (committed.kind === 'MOVED') return refuse({ kind: 'MOVED' });
  tellDone(meeting, command.event, caller, world);
  if (decided.changesRights) {
    world.rooms.rightsChanged();
    world.tell({ kind: 'RIGHTS' });
  }
  return done(value);
}

/** The line for the access log when it is allowed; else the refusal, which is logged here. */
export async function askForMeeting(
  meeting: MeetingRow,
  command: Pick<MeetingCommand<unknown>, 'event' | 'verb' | 'field'>,
  caller: Caller,
  world: World,
): Promise<Outcome<AccessLine>> {
  const actor = await actorOf(caller.person, world);
  const table = meeting.tableId;
  const permission = askTable(actor, command.verb, command.field, table);
  const line = lineOf(
    {
      action: command.verb === 'READ' ? 'R' : 'U',
      event: command.event,
      objectKind: 'meeting',
      object: meeting.id,
      about: { table },
    },
    permission,
    caller,
    world,
  );
  if (permission.kind === 'ALLOWED') return done(line);
  await world.ledger.record([line]);
  const seesIt = askTable(actor, 'READ', 'meeting', table).kind === 'ALLOWED';
  return refuse(refusalFor(permission, seesIt));
}

/** Whoever sees a thing hears that it is not theirs to do; for others it is not there. */
export function refusalFor(
  { reason }: Extract<Permission, { readonly kind: 'REFUSED' }>,
  seesIt: boolean,
): Refusal {
  return seesIt ? { kind: 'NOT_YOURS', reason } : { kind: 'NOT_THERE' };
}

export function atRevision({ id, revision }: MeetingRow): Guard {
  return { kind: 'MEETING_AT', meeting: id, revision };
}

export function tellDone(
  { id, revision }: MeetingRow,
  what: string,
  { person }: Caller,
  world: World,
): void {
  world.tell({ kind: 'DONE', what, by: person, meeting: id, revision: revision + 1 });
}

export function notNow(because: string): {
  readonly kind: 'REFUSE';
  readonly refusal: Refusal;
} {
  return { kind: 'REFUSE', refusal: { kind: 'NOT_NOW', because } };
}
