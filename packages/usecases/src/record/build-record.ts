import {
  type CapacityRecord,
  type Instant,
  type ItemId,
  localDateOf,
  type PersonId,
} from '@overlegtafel/domain';
import { canonicalJson } from '@overlegtafel/documents';
import type {
  CaseRow,
  ItemRow,
  MeetingRow,
  NewRecord,
  RecordRow,
  TableRow,
} from '../ports/rows.ts';
import { itemRecord, type ItemToSeal, searchableWords } from './item-record.ts';
import {
  type CorrectionRecord,
  type PresentPerson,
  type RecordHead,
  recordForm,
} from './record-shape.ts';

/** Who seals, when, and with which new ids. */
export interface Sealing {
  readonly by: PersonId;
  readonly at: Instant;
  readonly newId: () => string;
}

/** What a record of a meeting is made of. */
export interface MeetingToSeal {
  readonly table: TableRow;
  readonly meeting: MeetingRow;
  readonly chair: PersonId | undefined;
  readonly present: readonly PresentPerson[];
  readonly capacity: CapacityRecord;
  /** In the order in which the table had them. */
  readonly items: readonly ItemToSeal[];
}

/** The record of a whole meeting: one part for each case, sealed apart, so that one can be destroyed. */
export function meetingRecord(sealed: MeetingToSeal, sealing: Sealing): NewRecord {
  const { capacity, items } = sealed;
  const records = items.map((item) => itemRecord(item, sealing.newId()));
  const order = items.map(({ item }) => item.id);
  const head = { ...headOf(sealed), reason: 'MEETING_CLOSED', capacity, order } as const;
  return {
    ...frame(sealed, sealing),
    kind: 'MEETING',
    head: jsonOf<RecordHead>(head),
    parts: records.map((record) => partOf(record)),
    searchable: records.map((record) => ({ item: record.item, words: searchableWords(record) })),
  };
}

/** The card of one item as it stood when the chair confirmed its decision, or when it was closed. */
export function itemCardRecord(
  sealed: Omit<MeetingToSeal, 'capacity' | 'items'> & { readonly item: ItemToSeal },
  reason: 'DECISION_CONFIRMED' | 'ITEM_CLOSED',
  sealing: Sealing,
): NewRecord {
  const record = itemRecord(sealed.item, sealing.newId());
  const head = { ...headOf(sealed), reason, order: [record.item] } as const;
  return {
    ...frame(sealed, sealing),
    kind: 'ITEM',
    head: jsonOf<RecordHead>(head),
    parts: [partOf(record)],
    searchable: [],
  };
}

/** What is put right about one case in a sealed record. The record itself stays as it is. */
export interface CorrectionToSeal {
  readonly table: TableRow;
  readonly meeting: MeetingRow;
  readonly corrects: Pick<RecordRow, 'id'>;
  readonly item: Pick<ItemRow, 'id' | 'caseId'>;
  readonly household: Pick<CaseRow, 'alias'>;
  readonly reason: string;
  readonly words: string;
}

/** A correction: a record of its own that points to what it corrects. */
export function correctionRecord(sealed: CorrectionToSeal, sealing: Sealing): NewRecord {
  const { item, household, reason, words, corrects } = sealed;
  const part: CorrectionRecord = {
    form: recordForm,
    salt: sealing.newId(),
    item: item.id,
    caseId: item.caseId,
    alias: household.alias,
    reason,
    words,
    by: sealing.by,
    at: sealing.at,
  };
  const head = {
    ...headOf({ ...sealed, chair: undefined, present: [] }),
    date: localDateOf(sealing.at),
    reason: 'CORRECTION',
    order: [item.id],
  } as const;
  return {
    ...frame(sealed, sealing),
    kind: 'CORRECTION',
    corrects: corrects.id,
    head: jsonOf<RecordHead>(head),
    parts: [partOf(part)],
    searchable: [{ item: item.id, words: [household.alias, words].join('\n') }],
  };
}

function headOf({
  table,
  meeting,
  chair,
  present,
}: Pick<MeetingToSeal, 'table' | 'meeting' | 'chair' | 'present'>): Omit<
  RecordHead,
  'reason' | 'order'
> {
  const { state } = meeting;
  return {
    form: recordForm,
    table: table.id,
    tableName: table.name,
    meeting: meeting.id,
    date: meeting.date,
    ...(chair === undefined ? {} : { chair }),
    ...(state.kind === 'PREPARED' ? {} : { openedAt: state.openedAt }),
    present: present.map(({ person, organisation, roles }) => ({
      person,
      ...(organisation === undefined ? {} : { organisation }),
      roles,
    })),
  };
}

function frame(
  { table, meeting }: Pick<MeetingToSeal, 'table' | 'meeting'>,
  { by, at, newId }: Sealing,
) {
  return { id: newId(), table: table.id, meeting: meeting.id, sealedAt: at, sealedBy: by };
}

function partOf(record: { readonly item: ItemId; readonly caseId: CaseRow['id'] }) {
  return { item: record.item, caseId: record.caseId, body: jsonOf(record) };
}

function jsonOf<T>(value: T): string {
  const text = canonicalJson(value);
  if (text === undefined) throw new Error('a record cannot be written as JSON');
  return text;
}
