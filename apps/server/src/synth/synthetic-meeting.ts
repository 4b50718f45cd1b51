import { canonicalJson } from '@overlegtafel/documents';
import {
  addHours,
  type Instant,
  type LocalDate,
  localDateOf,
  type MeetingId,
  type TableId,
} from '@overlegtafel/domain';
import {
  type AccessLine,
  type CaseRow,
  type Change,
  type Commit,
  type ItemDeed,
  type ItemRecord,
  type ItemRow,
  type NewRecord,
  type RecordHead,
  searchableWords,
} from '@overlegtafel/usecases';
import { practicePersonId } from '../practice/seed/practice-stage.ts';
import type { Chance } from './chance.ts';
import { kinds } from './mixes.ts';
import { assessmentOf, newCase, reportOf } from './synthetic-case.ts';
import { type Brought, cardOf } from './synthetic-card.ts';

/** What a table has behind it: households that may come back. */
export interface TablePast {
  readonly table: TableId;
  readonly households: CaseRow[];
}

export interface MeetingPlan {
  /** When the table sat down. */
  readonly at: Instant;
  readonly items: number;
  /** How many times somebody looked at a case, for each report. */
  readonly looks: number;
}

const recently = 60;
const minutes = 5;

/** One closed meeting, whole: what was reported, what was said, done and sealed, and who looked. */
export function meetingCommit(past: TablePast, plan: MeetingPlan, chance: Chance): Commit {
  const { table } = past;
  const { at } = plan;
  const meeting = chance.id('MeetingId');
  const date = localDateOf(at);
  const place = { meeting, date, at };
  const brought = Array.from({ length: plan.items }, (_, n) => bring(past, place, { n, chance }));
  const cards = brought.map((one) => cardOf(one, chance));
  const closedBy = practicePersonId('chair');
  const state = { kind: 'CLOSED', openedAt: at, closedAt: addHours(at, 2), closedBy } as const;
  return {
    guards: [],
    changes: [
      {
        put: 'meeting',
        row: { id: meeting, tableId: table, date, startsAt: at, state, revision: 9 },
      },
      ...brought.flatMap((one, n) => itemChanges(one, cards[n], chance)),
      { add: 'record', row: recordOf({ ...place, table, cards }, chance) },
    ],
    lines: brought.flatMap((one) => looksAt(one, plan.looks, chance)),
  };
}

function bring(
  { table, households }: TablePast,
  {
    meeting,
    date,
    at,
  }: { readonly meeting: MeetingId; readonly date: LocalDate; readonly at: Instant },
  { n, chance }: { readonly n: number; readonly chance: Chance },
): Brought {
  const receivedAt = addHours(at, -24 - chance.below(120));
  const kind = households.length === 0 ? 'FIRST' : chance.share(kinds);
  const known = kind === 'FOLLOW_UP' ? households.slice(-recently) : households;
  const household = kind === 'FIRST' ? newCase(table, receivedAt, chance) : chance.pick(known);
  if (kind === 'FIRST') households.push(household);
  const report = reportOf(household, { kind, receivedAt }, chance);
  const assessment = assessmentOf(household.id, addHours(receivedAt, 12), chance);
  const fixed = { caseId: household.id, report: report.id, signal: report.signal } as const;
  const item: ItemRow = {
    ...{ id: chance.id('ItemId'), meeting, table, ...fixed, state: 'CLOSED' },
    ...{ minutes, place: n + 1, firstOnAgenda: date, timesPostponed: 0 },
  };
  return { item, household, report, assessment, at };
}

function itemChanges(brought: Brought, card: ItemRecord | undefined, chance: Chance): Change[] {
  const { item, household, report, assessment } = brought;
  const isNew = report.kind === 'FIRST';
  return [
    ...(isNew ? [{ put: 'case', row: household } as const] : []),
    { put: 'report', row: report },
    { put: 'assessment', row: assessment },
    { put: 'item', row: item },
    ...deedsOf(brought, card, chance).map((row): Change => ({ add: 'itemDeed', row })),
    ...(card?.actions ?? []).map((action) => finished(brought, action)),
  ];
}

function deedsOf(
  { item, at, assessment }: Brought,
  card: ItemRecord | undefined,
  chance: Chance,
): readonly ItemDeed[] {
  const { level } = assessment;
  const deed = (by: string, content: ItemDeed['content']): ItemDeed => ({
    ...{ id: chance.id('ItemId'), item: item.id, meeting: item.meeting },
    ...{ by: practicePersonId(by), at, content },
  });
  const words = card?.decision.words ?? '';
  return [
    deed('vt-worker', { kind: 'PROPOSED', decision: 'HANDOVER', words }),
    deed('process-director', { kind: 'RESPONDED', response: 'AGREE', words: '' }),
    deed('vt-worker', { kind: 'RATED', discipline: 'VT_WORKER', level, words: '' }),
    deed('chair', { kind: 'LEVEL_AGREED', level: { level, differed: [], at } }),
    ...(card?.actions ?? []).map(({ id: action }) =>
      deed('vt-worker', { kind: 'REPORTED', action, outcome: doneBy('vt-worker', at) }),
    ),
    deed('chair', { kind: 'CLOSED' }),
  ];
}

function finished({ item, at }: Brought, action: ItemRecord['actions'][number]): Change {
  const { id, words, owner, dueDate, acceptance } = action;
  const { caseId, table } = item;
  const due = dueDate === null ? {} : { dueDate };
  const outcome = doneBy('vt-worker', at);
  const base = { key: `ACTION:${id}`, table, caseId, item: item.id, words: words ?? '' };
  const thing = {
    kind: 'ACTION',
    action: id,
    item: item.id,
    caseId,
    ...due,
    acceptance,
    outcome,
  } as const;
  return { put: 'openThing', row: { ...base, thing, ...(owner ? { owner } : {}), isEnded: true } };
}

function doneBy(by: string, at: Instant) {
  return { kind: 'DONE', by: practicePersonId(by), at } as const;
}

function recordOf(
  {
    table,
    meeting,
    date,
    at,
    cards,
  }: {
    readonly table: TableId;
    readonly meeting: MeetingId;
    readonly date: LocalDate;
    readonly at: Instant;
    readonly cards: readonly ItemRecord[];
  },
  chance: Chance,
): NewRecord {
  const chair = practicePersonId('chair');
  const head: RecordHead = {
    ...{ form: 1, table, tableName: table, meeting, date, reason: 'MEETING_CLOSED', chair },
    ...{ openedAt: at, present: [], order: cards.map(({ item }) => item) },
    capacity: { kind: 'NOTHING_TO_CHOOSE' },
  };
  return {
    ...{ id: chance.id('ItemId'), table, meeting, kind: 'MEETING' },
    ...{ sealedAt: addHours(at, 2), sealedBy: chair, head: jsonOf(head) },
    parts: cards.map((card) => ({ item: card.item, caseId: card.caseId, body: jsonOf(card) })),
    searchable: cards.map((card) => ({ item: card.item, words: searchableWords(card) })),
  };
}

/** A case that somebody opened, as the access log has it. */
function looksAt({ item, at }: Brought, looks: number, chance: Chance): AccessLine[] {
  return Array.from({ length: looks }, () => ({
    ...{ id: chance.id('ItemId'), at, action: 'R', event: 'read-item', result: 'ALLOWED' },
    ...{ person: practicePersonId(chance.pick(lookers)), isBreakGlass: false },
    ...{ objectKind: 'item', object: item.id, table: item.table, caseId: item.caseId },
    ...{ item: item.id, origin: 'synthetic', traceId: chance.id('ItemId') },
  }));
}

const lookers = ['chair', 'secretary', 'vt-worker', 'behavioural-scientist', 'process-director'];

function jsonOf(value: ItemRecord | RecordHead): string {
  const text = canonicalJson(value);
  if (text === undefined) throw new Error('a record cannot be written as JSON');
  return text;
}
