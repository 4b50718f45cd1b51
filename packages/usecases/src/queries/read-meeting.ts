import {
  type Blocker,
  capacityThisWeek,
  type MeetingId,
  type MeetingState,
} from '@overlegtafel/domain';
import { type Language, meetingRoom, toldBlocker } from '@overlegtafel/protocol';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { blockerNames, type Directory, directoryOf } from '../answers/directory.ts';
import { iso } from '../answers/instants.ts';
import { inOrder } from '../closing/seal-meeting.ts';
import { refusalFor } from '../commands/do-to-meeting.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askTable, sitsAt } from '../scene/ask-table.ts';
import { seesItem } from '../scene/item-scene.ts';
import { settledWords } from '../answers/settled-words.ts';
import { blockersNow, type MeetingScene, meetingScene } from '../scene/meeting-scene.ts';
import type { Caller, World } from '../world.ts';
import { itemSummary } from './item-summary.ts';
import { recordMissing, recordReading } from './record-reading.ts';

type MeetingAnswer = ApiAnswer<'meeting'>;

/** MC82: a meeting as somebody may see it: their items, and what is open in those. */
export async function readMeeting(
  { meeting: id, language = 'nl' }: { readonly meeting: MeetingId; readonly language?: Language },
  caller: Caller,
  world: World,
): Promise<Outcome<MeetingAnswer>> {
  const row = await world.stores.meeting(id);
  const subject = {
    action: 'R',
    event: 'read-meeting',
    objectKind: 'meeting',
    object: id,
  } as const;
  if (!row) {
    await recordMissing(subject, caller, world);
    return refuse({ kind: 'NOT_THERE' });
  }
  const table = row.tableId;
  const actor = await actorOf(caller.person, world);
  const permission = askTable(actor, 'READ', 'meeting', table);
  const [whole, directory] = await Promise.all([
    meetingScene(row, caller, world),
    directoryOf(table, world),
  ]);
  await recordReading({ ...subject, about: { table } }, { permission }, caller, world);
  if (permission.kind === 'REFUSED' || !directory)
    return refuse(
      permission.kind === 'REFUSED' && sitsAt(actor, table)
        ? refusalFor(permission, true)
        : { kind: 'NOT_THERE' },
    );
  const record = row.state.kind === 'CLOSED' ? await world.stores.recordOfMeeting(id) : undefined;
  return done({
    ...answerOf(whole, { directory, language }, world),
    ...(record ? { record: record.id } : {}),
  });
}

function answerOf(
  scene: MeetingScene,
  reader: { readonly directory: Directory; readonly language: Language },
  world: World,
): Omit<MeetingAnswer, 'record'> {
  const { meeting, actor, attendance } = scene;
  const { directory } = reader;
  const { id, tableId, date, startsAt, state, revision, current } = meeting;
  const now = world.now();
  const hasAgenda = askTable(actor, 'READ', 'agenda', tableId).kind === 'ALLOWED';
  const seen = inOrder(scene).filter((one) => seesItem({ ...one, actor }));
  const ids = new Set<string>(seen.map(({ item }) => item.id));
  const all = state.kind === 'CLOSED' ? [] : blockersNow(scene, now);
  const blockers = all.filter(({ item }) => (item === undefined ? hasAgenda : ids.has(item)));
  return {
    id,
    table: tableId,
    tableName: directory.table.name,
    date,
    startsAt: iso(startsAt),
    ...stateOf(state),
    ...(current !== undefined && ids.has(current) ? { current } : {}),
    revision,
    ...(hasAgenda ? { room: meetingRoom(id) } : {}),
    items: seen.map((one) => itemSummary(one, { scene, directory, blockers, now })),
    blockers: blockers.map((blocker) => blockerView(blocker, scene, reader)),
    present: attendance.present.map((person) => directory.person(person)),
    capacity: capacityView(scene, directory, ids),
    mayDo: mayDoIn(scene),
  };
}

function stateOf(
  state: MeetingState,
): Pick<MeetingAnswer, 'state' | 'stateSince' | 'adjournedBecause' | 'chair'> {
  switch (state.kind) {
    case 'PREPARED':
      return { state: 'PREPARED' };
    case 'OPEN':
      return { state: 'OPEN', stateSince: iso(state.openedAt), chair: state.chair };
    case 'ADJOURNED':
      return {
        state: 'ADJOURNED',
        stateSince: iso(state.adjournedAt),
        adjournedBecause: state.reason,
      };
    case 'CLOSED':
      return { state: 'CLOSED', stateSince: iso(state.closedAt) };
  }
}

function blockerView(
  blocker: Blocker,
  scene: MeetingScene,
  { directory, language }: { readonly directory: Directory; readonly language: Language },
): MeetingAnswer['blockers'][number] {
  const names = blockerNames(directory, settledWords(scene.items, language));
  return toldBlocker(blocker, language, names);
}

/** The visits of the week. How many there are is for everybody; which, for whoever may see those items. */
function capacityView(
  { items, meeting }: MeetingScene,
  { table }: Directory,
  seen: ReadonlySet<string>,
): MeetingAnswer['capacity'] {
  const cards = items.flatMap(({ card }) => card ?? []);
  const { capacity } = capacityThisWeek(table.settings, cards);
  const { capacityChoice: choice } = meeting;
  return {
    possible: capacity.possible,
    visits: capacity.visits.filter((id) => seen.has(id)),
    over: capacity.kind === 'TOO_MANY' ? capacity.over : 0,
    ...(choice
      ? {
          choice:
            choice.kind === 'LET_WAIT'
              ? { kind: choice.kind, items: choice.items.filter((id) => seen.has(id)) }
              : choice,
        }
      : {}),
  };
}

const byState: Readonly<Record<MeetingState['kind'], readonly string[]>> = {
  PREPARED: ['openMeeting'],
  OPEN: ['adjournMeeting', 'closeMeeting', 'chooseCapacity'],
  ADJOURNED: ['resumeMeeting'],
  CLOSED: [],
};

/** The commands of this meeting that somebody may give now, by the name of their call. */
function mayDoIn({ meeting, actor, attendance }: MeetingScene): string[] {
  const { tableId, state } = meeting;
  if (state.kind === 'CLOSED') return [];
  const leads = askTable(actor, 'LEAD', 'meeting', tableId).kind === 'ALLOWED';
  const writes = askTable(actor, 'WRITE', 'agenda', tableId).kind === 'ALLOWED';
  const isThere = attendance.present.includes(actor.person);
  const chairIsGone = state.kind === 'OPEN' && !attendance.present.includes(state.chair);
  return [
    ...(leads ? byState[state.kind] : []),
    ...(leads && isThere && chairIsGone ? ['takeChair'] : []),
    ...(writes ? ['putOnAgenda'] : []),
    isThere ? 'leaveMeeting' : 'enterMeeting',
  ];
}
