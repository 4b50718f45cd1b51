import type { CaseId, ItemId, MeetingId } from '@overlegtafel/domain';
import { placeCases, type Placed } from '../agenda/place-cases.ts';
import { done, type Outcome, refuse, type Refusal } from '../outcome/outcome.ts';
import { recordMissing } from '../queries/record-reading.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askCase } from '../scene/ask-table.ts';
import type { Caller, World } from '../world.ts';
import { askForMeeting, tellDone } from './do-to-meeting.ts';

export interface PutOnAgenda {
  readonly meeting: MeetingId;
  readonly caseId: CaseId;
  readonly minutes?: number;
}

/** MC17: puts a case on the agenda of a meeting. Somebody of a municipality does so for cases of their own only. */
export async function putOnAgenda(
  { meeting: id, caseId, minutes }: PutOnAgenda,
  caller: Caller,
  world: World,
): Promise<Outcome<{ readonly id: ItemId }>> {
  const [meeting, [household]] = await Promise.all([
    world.stores.meeting(id),
    world.stores.cases([caseId]),
  ]);
  const subject = {
    action: 'U',
    event: 'put-on-agenda',
    objectKind: 'meeting',
    object: id,
  } as const;
  if (!meeting) {
    await recordMissing(subject, caller, world);
    return refuse({ kind: 'NOT_THERE' });
  }
  const wish = { event: 'put-on-agenda', verb: 'WRITE', field: 'agenda' } as const;
  const asked = await askForMeeting(meeting, wish, caller, world);
  if (asked.kind === 'REFUSED') return asked;
  const actor = await actorOf(caller.person, world);
  const isTheirs =
    household?.table === meeting.tableId &&
    askCase(actor, 'READ', 'alias', household).kind === 'ALLOWED';
  if (!isTheirs) {
    const missing = { ...subject, objectKind: 'case', object: caseId } as const;
    await recordMissing({ ...missing, about: { table: meeting.tableId } }, caller, world);
    return refuse({ kind: 'NOT_THERE' });
  }
  const placing = { household, ...(minutes === undefined ? {} : { minutes }) };
  const placed = await placeCases(id, [placing], { lines: [asked.value], by: caller }, world);
  const [item] = placed.kind === 'PLACED' ? placed.items : [];
  if (!item) return refuse(refusalOf(placed));
  tellDone(meeting, 'put-on-agenda', caller, world);
  return done({ id: item.id });
}

/** Why a case could not be put on an agenda. */
function refusalOf({ kind }: Placed): Refusal {
  switch (kind) {
    case 'GONE':
      return { kind: 'NOT_THERE' };
    case 'CLOSED':
      return { kind: 'NOT_NOW', because: 'MEETING_CLOSED' };
    case 'FULL':
      return { kind: 'NOT_NOW', because: 'AGENDA_FULL' };
    case 'PLACED':
    case 'MOVED':
      return { kind: 'MOVED' };
  }
}
