import { canonicalJson } from '@overlegtafel/documents';
import {
  fingerprintOf,
  sha256OfBody,
  type NewRecord,
  type RecordManifest,
} from '@overlegtafel/usecases';
import { and, eq, inArray } from 'drizzle-orm';
import { hash } from 'node:crypto';
import type { Storage } from '../kit/orm.ts';
import type { Statement } from '../kit/statement.ts';
import type { CommitContext } from './put-rows.ts';
import { sealText } from './sealed-rows.ts';
import { placeOfPart } from './read-records.ts';
import { indexRecord } from './search-index.ts';
import type { SearchWords } from './search-words.ts';

/** The last record of a table. */
interface Head {
  readonly number: number;
  readonly fingerprint: string | null;
}

/** What stores records: who is first moves the heads, and whoever comes second matches nothing. */
export interface RecordStatements {
  readonly conditions: readonly Statement[];
  readonly statements: readonly Statement[];
}

/** Numbers and chains records after the last ones of their tables, as they are now. */
export async function addRecords(
  records: readonly NewRecord[],
  context: CommitContext,
  words: SearchWords,
): Promise<RecordStatements> {
  if (records.length === 0) return { conditions: [], statements: [] };
  const byTable = Map.groupBy(records, ({ table }) => table);
  const heads = await headsOf(context, [...byTable.keys()]);
  const conditions: Statement[] = [];
  const statements: Statement[] = [];
  for (const [table, ofTable] of [...byTable].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const from = heads.get(table) ?? { number: 0, fingerprint: null };
    let head = from;
    for (const record of ofTable) {
      const added = addRecord(record, head, context, words);
      statements.push(...added.statements);
      head = added.head;
    }
    conditions.push(moveHead(table, from, head, context));
  }
  return { conditions, statements };
}

function addRecord(
  record: NewRecord,
  before: Head,
  context: CommitContext,
  words: SearchWords,
): { readonly head: Head; readonly statements: readonly Statement[] } {
  const { orm, tables, keys } = context;
  const { id, table, meeting, kind, corrects, sealedAt, sealedBy, head } = record;
  const number = before.number + 1;
  const parts = record.parts.map(({ item, caseId, body: text }, place) => {
    const at = { name: 'record_part', id: placeOfPart(id, place) };
    return { item, caseId, place, text, ...sealText(at, text, keys.keyOf(caseId)) };
  });
  const manifest: RecordManifest = {
    id,
    table,
    number,
    previous: before.fingerprint,
    meeting,
    kind,
    ...(corrects === undefined ? {} : { corrects }),
    sealedAt,
    sealedBy,
    head,
    parts: parts.map(({ item, caseId, text, body }) => ({
      item,
      caseId,
      sha256OfBody: sha256OfBody(text),
      sha256OfSealed: hash('sha256', body, 'hex'),
    })),
  };
  const fingerprint = fingerprintOf(manifest);
  const row = { id, table, number, meeting, kind, corrects: corrects ?? null, fingerprint };
  const stored = { ...row, sealedAt: new Date(sealedAt), manifest: canonicalJson(manifest) ?? '' };
  const sealed = parts.map(({ text: _text, ...part }) => ({ record: id, ...part }));
  return {
    head: { number, fingerprint },
    statements: [
      orm.insert(tables.record).values(stored),
      ...(sealed.length === 0 ? [] : [orm.insert(tables.recordPart).values(sealed)]),
      ...indexRecord(record, number, context, words),
    ],
  };
}

async function headsOf(
  { orm, tables: { recordHead } }: Pick<Storage, 'orm' | 'tables'>,
  names: readonly string[],
): Promise<ReadonlyMap<string, Head>> {
  const rows = await orm.select().from(recordHead).where(inArray(recordHead.table, names));
  return new Map(rows.map((row) => [row.table, row]));
}

function moveHead(table: string, from: Head, to: Head, context: CommitContext): Statement {
  const { orm, tables } = context;
  const { recordHead } = tables;
  const row = { table, number: to.number, fingerprint: to.fingerprint ?? '' };
  if (from.number === 0)
    return orm
      .insert(recordHead)
      .values(row)
      .onConflictDoNothing()
      .returning({ number: recordHead.number });
  return orm
    .update(recordHead)
    .set(row)
    .where(and(eq(recordHead.table, table), eq(recordHead.number, from.number)))
    .returning({ number: recordHead.number });
}
