import {
  type Actor,
  type Instant,
  keyOf,
  type MeetingId,
  nextAgenda,
  type TableId,
} from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { directoryOf } from '../answers/directory.ts';
import { requestView } from '../answers/request-view.ts';
import {
  actionViews,
  dissentViews,
  handoverViews,
  monitoringViews,
} from '../answers/open-things.ts';
import { refusalFor } from '../commands/do-to-meeting.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { OpenThingRow } from '../ports/rows.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askTable, sitsAt } from '../scene/ask-table.ts';
import type { Caller, World } from '../world.ts';
import { recordMissing, recordReading } from './record-reading.ts';
import { type ThingSeen, thingsSeen } from './things-seen.ts';

type FollowUp = ApiAnswer<'followUp'>;

/** MC83: what became of what earlier tables agreed: what this table asks about first, in that order. */
export async function readFollowUp(
  { meeting: id }: { readonly meeting: MeetingId },
  caller: Caller,
  world: World,
): Promise<Outcome<FollowUp>> {
  const subject = {
    action: 'R',
    event: 'read-follow-up',
    objectKind: 'meeting',
    object: id,
  } as const;
  const meeting = await world.stores.meeting(id);
  if (!meeting) {
    await recordMissing(subject, caller, world);
    return refuse({ kind: 'NOT_THERE' });
  }
  const { tableId: table, startsAt } = meeting;
  const actor = await actorOf(caller.person, world);
  const permission = askTable(actor, 'READ', 'meeting', table);
  const now = world.now();
  const asked = inTurn(await world.stores.openThings(table), startsAt > now ? startsAt : now);
  const [seen, directory] = await Promise.all([
    thingsSeen(asked, actor, world),
    directoryOf(table, world),
  ]);
  const cases = permission.kind === 'ALLOWED' ? casesIn(seen) : [];
  await recordReading({ ...subject, about: { table } }, { permission, cases }, caller, world);
  if (permission.kind === 'REFUSED') return refuse(refusalFor(permission, sitsAt(actor, table)));
  if (!directory) return refuse({ kind: 'NOT_THERE' });
  return done({
    actions: actionViews(seen, now),
    handovers: handoverViews(seen, directory),
    monitoring: await monitoringViews(seen, actor, world),
    dissents: dissentViews(seen),
    requests: await requestsAt(table, actor, world),
  });
}

/** What is asked about at a meeting, in the order of the domain. */
function inTurn(rows: readonly OpenThingRow[], meetingAt: Instant): readonly OpenThingRow[] {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const open = rows.map(({ thing }) => thing);
  const { followUp } = nextAgenda({ open, endings: [], meetingAt });
  return followUp.flatMap(({ thing }) => byKey.get(keyOf(thing)) ?? []);
}

/** The cases of which something is shown, for the access log. */
export function casesIn(seen: readonly ThingSeen[]) {
  return seen.map(({ row, permission }) => ({
    table: row.table,
    caseId: row.caseId,
    ...(row.item === undefined ? {} : { item: row.item }),
    permission,
  }));
}

/** That somebody asked about their own data, with its clock; not of which case. For who prepares the table. */
async function requestsAt(
  table: TableId,
  actor: Actor,
  { stores, now }: World,
): Promise<FollowUp['requests']> {
  if (askTable(actor, 'WRITE', 'agenda', table).kind === 'REFUSED') return [];
  const requests = await stores.openRightsRequests(table);
  return requests.map((row) => requestView(row, now()));
}
