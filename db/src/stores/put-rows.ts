// edge: each kind of row goes to the one function that is made for it
import { handoverIn } from '@overlegtafel/domain';
import type { Change } from '@overlegtafel/usecases';
import { and, eq, lte, ne, sql } from 'drizzle-orm';
import { seal } from '../keys/sealed.ts';
import type { Orm } from '../kit/orm.ts';
import type { Statement } from '../kit/statement.ts';
import type { Tables } from '../tables.ts';
import { secretOfCase, secretOfReport, type CommitKeys } from './commit-keys.ts';
import type { CommitPlaces } from './commit-places.ts';
import { isTakenIn } from './intakes.ts';
import { sealText } from './sealed-rows.ts';
import { keyOfTable } from './sealed-tables.ts';
import type { SearchWords } from './search-words.ts';
import { upsert, upsertBut } from './upsert.ts';

/** What statements are made of. */
export interface CommitContext {
  readonly orm: Orm;
  readonly tables: Tables;
  readonly places: CommitPlaces;
  readonly keys: CommitKeys;
  readonly words: SearchWords;
  /** The long file that a row came with, when it came with one. */
  readonly intake?: string | undefined;
}

type Put = Extract<Change, { readonly put: string }>;
type RowOf<K extends Put['put']> = Extract<Put, { readonly put: K }>['row'];
type Writers<K extends Put['put']> = {
  readonly [N in K]: (row: RowOf<N>, context: CommitContext) => readonly Statement[];
};

/** The statements that put a row. */
export function putRow(change: Put, context: CommitContext): readonly Statement[] {
  const write = writers[change.put] as (row: unknown, to: CommitContext) => readonly Statement[];
  return write(change.row, { ...context, intake: 'intake' in change ? change.intake : undefined });
}

const peopleWriters: Writers<'organisation' | 'person' | 'membership' | 'table'> = {
  organisation: ({ id, name, kind, municipality }, { orm, tables: { organisation: to } }) => [
    upsert(orm, to, to.id, { id, name, kind, municipality: municipality ?? null }),
  ],
  person: ({ id, name, initials, organisation }, { orm, tables: { person: to } }) => [
    upsert(orm, to, to.id, { id, name, initials, organisation }),
  ],
  membership: (row, { orm, tables: { membership: to } }) => [
    upsert(orm, to, to.id, {
      id: row.id,
      person: row.person,
      table: row.table ?? null,
      role: row.role,
      organisation: row.organisation,
      municipality: row.municipality ?? null,
      from: new Date(row.from),
      until: row.until === undefined ? null : new Date(row.until),
      substituteFor: row.substituteFor ?? null,
      discipline: row.discipline ?? null,
    }),
  ],
  table: (row, { orm, tables: { regionTable: to } }) => {
    const { id, name, settings, municipalities, veiligThuis } = row;
    return [upsert(orm, to, to.id, { id, name, settings, municipalities, veiligThuis })];
  },
};

const meetingWriters: Writers<'meeting' | 'item' | 'attendance'> = {
  meeting: (row, { orm, tables: { meeting: to }, keys }) => {
    const { id, tableId: table, date, startsAt, state, revision } = row;
    const sealedFor = keyOfTable(table);
    const clear = { id, table, date, startsAt: new Date(startsAt), state: state.kind, sealedFor };
    const sealed = sealText({ name: 'meeting', id }, JSON.stringify(row), keys.keyOf(sealedFor));
    const values = { ...clear, revision, deeds: 0, ...sealed };
    return [upsertBut(orm, to, { key: to.id, kept: ['revision', 'deeds'] }, values)];
  },
  item: (row, { orm, tables: { item: to, report } }) => {
    const { id, meeting, table, caseId, signal, state, minutes, place, timesPostponed } = row;
    const { firstOnAgenda } = row;
    const fixed = { id, meeting, table, caseId, signal, state, minutes, place, timesPostponed };
    const rest = { firstOnAgenda, report: row.report ?? null, follows: row.follows ?? null };
    const put = upsertBut(
      orm,
      to,
      { key: to.id, kept: ['deeds'] },
      { ...fixed, ...rest, deeds: 0 },
    );
    if (row.report === undefined) return [put];
    const itsTime = sql`(select r.received_at from ${report} r where r.id = ${row.report})`;
    const isNotLater = and(eq(report.caseId, caseId), lte(report.receivedAt, itsTime));
    return [put, orm.update(report).set({ isWaiting: false }).where(isNotLater)];
  },
  attendance: ({ meeting, person, isPresent, since }, { orm, tables: { attendance: to } }) => {
    const key = [to.meeting, to.person];
    const values = { meeting, person, isPresent, since: new Date(since), seenAt: null };
    // What was last said of a connection stays true of who is there, and is over for who left.
    return [
      isPresent
        ? upsertBut(orm, to, { key, kept: ['seenAt'] }, values)
        : upsert(orm, to, key, values),
    ];
  },
};

const intakeWriters: Writers<'intake' | 'case' | 'report' | 'advice' | 'assessment'> = {
  intake: ({ id, table, by, at }, { orm, tables: { intake: to } }) => [
    orm.insert(to).values({ id, table, by, state: 'STAGED', touchedAt: new Date(at) }),
  ],
  case: (row, { orm, tables: { household: to }, keys, intake = null }) => {
    const { id, table, openedAt } = row;
    const sealed = sealText({ name: 'household', id }, JSON.stringify(row), keys.keyOf(id));
    const values = { id, table, openedAt: new Date(openedAt), intake, ...sealed };
    return [upsertBut(orm, to, { key: to.id, kept: ['intake'] }, values)];
  },
  report: (row, { orm, tables: { report: to, item }, keys, words, intake = null }) => {
    const { id, caseId, table, chainReference: given } = row;
    const reference = given === undefined ? null : words.ofReference(table, given);
    const sealed = sealText({ name: 'report', id }, JSON.stringify(row), keys.keyOf(caseId));
    const isWaiting = sql<boolean>`not exists (select 1 from ${item} where ${item.report} = ${id})`;
    const receivedAt = new Date(row.receivedAt);
    const values = { id, caseId, table, receivedAt, isWaiting, intake, reference, ...sealed };
    return [upsertBut(orm, to, { key: to.id, kept: ['isWaiting'] }, values)];
  },
  advice: ({ id, table, receivedAt, adviser }, { orm, tables: { advice: to } }) => [
    upsert(orm, to, to.id, { id, table, receivedAt: new Date(receivedAt), adviser }),
  ],
  assessment: (row, { orm, tables, keys, intake }) => {
    const { assessment: to } = tables;
    const { caseId, assessedOn } = row;
    const day = `${caseId} ${assessedOn}`;
    // Beside the one that is there: it must not be replaced before all of the file is there.
    const id = intake === undefined ? day : `${day} ${intake}`;
    const sealed = sealText({ name: 'assessment', id }, JSON.stringify(row), keys.keyOf(caseId));
    const values = { id, caseId, assessedOn, intake: intake ?? null, ...sealed };
    const put = upsert(orm, to, to.id, values);
    if (intake !== undefined) return [put];
    const isOfDay = and(eq(to.caseId, caseId), eq(to.assessedOn, assessedOn), ne(to.id, id));
    return [put, orm.delete(to).where(and(isOfDay, isTakenIn({ orm, tables }, to.intake)))];
  },
};

const secretWriters: Writers<'reporter' | 'address'> = {
  reporter: (row, { orm, tables: { reporter: to }, keys }) => {
    const owner = secretOfReport(row.reportId);
    const text = Buffer.from(JSON.stringify(row));
    const body = seal(keys.secretOf(owner), text, placeOfSecret('reporter', row.reportId));
    return [upsert(orm, to, to.report, { report: row.reportId, owner, body })];
  },
  address: (row, { orm, tables: { secretAddress: to }, keys }) => {
    const { caseId, involvedId: involved } = row;
    const owner = secretOfCase(caseId);
    const text = Buffer.from(JSON.stringify(row));
    const body = seal(keys.secretOf(owner), text, placeOfSecret('address', involved));
    return [upsert(orm, to, to.involved, { involved, caseId, owner, body })];
  },
};

const followUpWriters: Writers<'openThing' | 'monitoring' | 'rightsRequest'> = {
  openThing: (row, { orm, tables: { openThing: to }, keys }) => {
    const { key, table, caseId, isEnded, thing } = row;
    const owner = row.owner ? ownerText(row.owner) : null;
    const held = thing.kind === 'ACTION' ? thing.hold : handoverIn(thing);
    const holder = held?.holder ?? null;
    const place = { name: 'open_thing', id: key };
    const sealed = sealText(place, JSON.stringify(row), keys.keyOf(caseId));
    return [upsert(orm, to, to.key, { key, table, caseId, isEnded, owner, holder, ...sealed })];
  },
  monitoring: (row, { orm, tables: { monitoring: to }, keys }) => {
    const { id, caseId, table, dueOn } = row;
    const sealed = sealText({ name: 'monitoring', id }, JSON.stringify(row), keys.keyOf(caseId));
    return [upsert(orm, to, to.id, { id, caseId, table, dueOn, ...sealed })];
  },
  rightsRequest: (row, { orm, tables: { erasureRequest: to } }) => {
    const { id, table, caseId, kind, receivedAt, takenInBy = null } = row;
    const at = new Date(receivedAt);
    return [upsert(orm, to, to.id, { id, table, caseId, kind, receivedAt: at, takenInBy })];
  },
};

const destructionWriters: Writers<'erasureAnswer' | 'legalHold'> = {
  erasureAnswer: (row, { orm, tables: { erasureAnswer: to }, keys }) => {
    const { id, table, caseId, answer } = row;
    const { kind, by, on } = answer;
    const place = { name: 'erasure_answer', id };
    const sealed = sealText(place, JSON.stringify(row), keys.keyOf(caseId));
    return [upsert(orm, to, to.id, { id, table, caseId, kind, by, on, ...sealed })];
  },
  legalHold: (row, { orm, tables: { legalHold: to }, keys }) => {
    const { id, table, caseId, from, until = null } = row;
    const sealed = sealText({ name: 'legal_hold', id }, JSON.stringify(row), keys.keyOf(caseId));
    return [upsert(orm, to, to.id, { id, table, caseId, from, until, ...sealed })];
  },
};

const writers: Writers<Put['put']> = {
  ...peopleWriters,
  ...meetingWriters,
  ...intakeWriters,
  ...secretWriters,
  ...followUpWriters,
  ...destructionWriters,
};

/** An owner as it stands in a column. */
function ownerText(owner: NonNullable<RowOf<'openThing'>['owner']>): string {
  return owner.kind === 'PERSON' ? `PERSON:${owner.person}` : `ORGANISATION:${owner.organisation}`;
}

/** What the seal of a secret is bound to. */
export function placeOfSecret(table: 'reporter' | 'address', id: string): string {
  return JSON.stringify([table, id]);
}
