import type { Kit } from '../kit/sqlite-kit.ts';
import { sealedColumns } from './sealed-columns.ts';

/** What was decided: numbered and chained per table, and never changed. */
export function recordTables(kit: Kit) {
  const { table, text, int, instant, index, uniqueIndex, primaryKey } = kit;
  const record = table(
    'record',
    {
      id: text('id').primaryKey(),
      table: text('table_id').notNull(),
      number: int('number').notNull(),
      meeting: text('meeting').notNull(),
      kind: text('kind').notNull(),
      corrects: text('corrects'),
      sealedAt: instant('sealed_at').notNull(),
      /** SHA-256 of the manifest, lower-case hex. */
      fingerprint: text('fingerprint').notNull(),
      /** Canonical JSON: everything that the record says apart from cases, with the hashes of its parts. */
      manifest: text('manifest').notNull(),
    },
    (row) => [
      uniqueIndex('record_number').on(row.table, row.number),
      index('record_kind').on(row.table, row.kind, row.number),
      index('record_meeting').on(row.meeting, row.kind),
      index('record_corrects').on(row.corrects),
    ],
  );

  const recordPart = table(
    'record_part',
    {
      record: text('record').notNull(),
      place: int('place').notNull(),
      item: text('item').notNull(),
      caseId: text('case_id').notNull(),
      ...sealedColumns(kit),
    },
    (row) => [
      primaryKey({ columns: [row.record, row.place] }),
      index('record_part_case').on(row.caseId),
    ],
  );

  /** The last record of each table: who seals the next one moves this row, so the chain cannot fork. */
  const recordHead = table('record_head', {
    table: text('table_id').primaryKey(),
    number: int('number').notNull(),
    fingerprint: text('fingerprint').notNull(),
  });

  return { record, recordPart, recordHead };
}
