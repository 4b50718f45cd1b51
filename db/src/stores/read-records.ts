// edge: rows as the database gives them
import type { RecordManifest, RecordRow, SearchHit, Stores } from '@overlegtafel/usecases';
import { UnknownCursor } from '@overlegtafel/usecases/unknown-cursor';
import { and, asc, desc, eq, exists, inArray, isNotNull, lt, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Storage } from '../kit/orm.ts';
import { cursorOf, readCursor } from './cursor.ts';
import type { SealedRows } from './sealed-rows.ts';
import type { SearchWords } from './search-words.ts';

type RecordStores = Pick<
  Stores,
  'record' | 'recordsOf' | 'recordsOfCase' | 'recordOfMeeting' | 'correctionsOf' | 'search'
>;

const pageLength = 20;

interface StoredRecord {
  readonly id: string;
  readonly number: number;
  readonly fingerprint: string;
  readonly manifest: string;
}

/** Sealed records, and the search in them. */
export function readRecords(
  storage: Storage,
  sealed: SealedRows,
  words: SearchWords,
): RecordStores {
  const { record, recordPart } = storage.tables;
  const read = async (where: SQL | undefined, order: SQL, limit?: number) =>
    withParts(storage, sealed, await storedRecords(storage, { where, order, limit }));
  const newestFirst = desc(record.number);
  return {
    async record(id) {
      const [found] = await read(eq(record.id, id), newestFirst);
      return found;
    },
    async recordsOf(table, next) {
      const before = next === undefined ? Number.MAX_SAFE_INTEGER : numberIn(next);
      const isOf = and(eq(record.table, table), eq(record.kind, 'MEETING'));
      const where = and(isOf, lt(record.number, before));
      const rows = await read(where, newestFirst, pageLength + 1);
      return pageOf(rows, ({ number }) => number);
    },
    recordsOfCase(caseId) {
      const withCase = storage.orm
        .select({ record: recordPart.record })
        .from(recordPart)
        .where(eq(recordPart.caseId, caseId));
      return read(inArray(record.id, withCase), newestFirst);
    },
    async recordOfMeeting(meeting) {
      const where = and(eq(record.meeting, meeting), eq(record.kind, 'MEETING'));
      const [found] = await read(where, asc(record.number), 1);
      return found;
    },
    correctionsOf: (id) => read(eq(record.corrects, id), asc(record.number)),
    async search(table, asked, next) {
      const numbers = words.ofQuery(table, asked);
      const before = next === undefined ? Number.MAX_SAFE_INTEGER : numberIn(next);
      const hits = await findWords(storage, { table, numbers, before });
      const { rows, next: following } = pageOf(hits, ({ doc }) => doc);
      const shown = rows.map(({ doc: _doc, ...hit }): SearchHit => hit);
      return following === undefined ? { rows: shown } : { rows: shown, next: following };
    },
  };
}

function storedRecords(
  { orm, tables: { record } }: Storage,
  query: {
    readonly where: SQL | undefined;
    readonly order: SQL;
    readonly limit: number | undefined;
  },
): Promise<readonly StoredRecord[]> | readonly StoredRecord[] {
  const { id, number, fingerprint, manifest } = record;
  const found = orm
    .select({ id, number, fingerprint, manifest })
    .from(record)
    .where(query.where)
    .orderBy(query.order)
    .$dynamic();
  return query.limit === undefined ? found : found.limit(query.limit);
}

/** Opens the parts of all of them at once. A part whose key was destroyed has no body. */
async function withParts(
  { orm, tables }: Storage,
  sealed: SealedRows,
  records: readonly StoredRecord[],
): Promise<RecordRow[]> {
  if (records.length === 0) return [];
  const { recordPart, caseKey } = tables;
  const ids = records.map(({ id }) => id);
  const isItsKey = and(
    eq(caseKey.caseId, recordPart.caseId),
    eq(caseKey.number, recordPart.keyNumber),
  );
  const { record, place, caseId, body } = recordPart;
  const stored = await orm
    .select({ record, place, owner: caseId, body, wrapped: caseKey.wrapped })
    .from(recordPart)
    .leftJoin(caseKey, isItsKey)
    .where(inArray(record, ids));
  const bodies = new Map<string, string>();
  for (const { wrapped, ...part } of stored) {
    const id = placeOfPart(part.record, part.place);
    if (wrapped) bodies.set(id, sealed.open('record_part', { ...part, id, wrapped }));
  }
  return records.map((row) => asRecord(row, bodies));
}

/** Where a part stands: what its seal is bound to. */
export function placeOfPart(record: string, place: number): string {
  return `${record}:${place}`;
}

function asRecord(
  { id, number, fingerprint, manifest: text }: StoredRecord,
  bodies: ReadonlyMap<string, string>,
): RecordRow {
  const manifest = JSON.parse(text) as RecordManifest;
  const { table, meeting, kind, corrects, previous, sealedAt, sealedBy, head } = manifest;
  const fixed = { id, table, meeting, kind, sealedAt, sealedBy, head, number, fingerprint };
  return {
    ...fixed,
    ...(corrects === undefined ? {} : { corrects }),
    ...(previous === null ? {} : { previous }),
    parts: manifest.parts.map(({ item, caseId, sha256OfBody, sha256OfSealed }, place) => {
      const body = bodies.get(placeOfPart(id, place));
      const part = { item, caseId, sha256OfBody, sha256OfSealed };
      return body === undefined ? part : { ...part, body };
    }),
  };
}

interface Found extends SearchHit {
  readonly doc: number;
}

/** From so many parts on it makes no difference how common a word is. */
const commonFrom = 1_000;

/** A word that stands nearly everywhere, before one that hardly does, would make the search as long as the history. */
async function rarestFirst(
  { orm, tables: { searchWord } }: Storage,
  numbers: readonly number[],
): Promise<readonly number[]> {
  if (numbers.length < 2) return numbers;
  const counted: { readonly word: number; readonly parts: number }[] = [];
  for (const word of numbers) {
    const some = orm
      .select({ doc: searchWord.doc })
      .from(searchWord)
      .where(eq(searchWord.word, word))
      .limit(commonFrom)
      .as('some');
    const [row] = await orm.select({ parts: sql<number>`count(*)` }).from(some);
    counted.push({ word, parts: Number(row?.parts) });
  }
  return counted.toSorted((a, b) => a.parts - b.parts).map(({ word }) => word);
}

/** The parts with all of these words, newest first. Goes along the rarest word and looks up the others. */
async function findWords(
  storage: Storage,
  asked: { readonly table: string; readonly numbers: readonly number[]; readonly before: number },
): Promise<readonly Found[]> {
  const { orm, tables } = storage;
  const { searchPart, searchWord, caseKey } = tables;
  const [first, ...others] = await rarestFirst(storage, asked.numbers);
  if (first === undefined) return [];
  const { doc, record, meeting, item, caseId } = searchPart;
  const itsKey = orm
    .select({ one: sql`1` })
    .from(caseKey)
    .where(and(eq(caseKey.caseId, caseId), isNotNull(caseKey.wrapped)));
  let query = orm
    .select({ doc, record, meeting, item, caseId })
    .from(searchWord)
    .innerJoin(searchPart, and(eq(searchPart.table, asked.table), eq(doc, searchWord.doc)))
    .$dynamic();
  others.forEach((word, i) => {
    const other = alias(searchWord, `word_${i}`);
    query = query.innerJoin(other, and(eq(other.word, word), eq(other.doc, searchWord.doc)));
  });
  const rows: unknown = await query
    .where(and(eq(searchWord.word, first), lt(searchWord.doc, asked.before), exists(itsKey)))
    .orderBy(desc(searchWord.doc))
    .limit(pageLength + 1);
  return rows as readonly Found[];
}

/** The first rows, and where to go on when there are more. */
function pageOf<T>(
  rows: readonly T[],
  placeOf: (row: T) => number,
): { readonly rows: readonly T[]; readonly next?: string } {
  const page = rows.slice(0, pageLength);
  const last = page.at(-1);
  return rows.length > page.length && last !== undefined
    ? { rows: page, next: cursorOf(placeOf(last)) }
    : { rows: page };
}

/** The place that a cursor names. */
function numberIn(next: string): number {
  const [place, ...more] = readCursor(next);
  if (typeof place !== 'number' || more.length > 0) throw new UnknownCursor();
  return place;
}
