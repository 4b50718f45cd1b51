import type { Kit } from '../kit/sqlite-kit.ts';

/** Who did what, and what was processed about whom: two logs, chained, each in a table of its own. */
export function auditTables({ table, text, int, instant, bytes, index, primaryKey }: Kit) {
  /** How far a chain has come. Every process writes chains of its own, so that none waits for another machine. */
  const auditStream = table('audit_stream', {
    id: text('id').primaryKey(),
    log: text('log').notNull(),
    head: int('head').notNull(),
    headHash: bytes('head_hash').notNull(),
  });

  /** One line of the access log. `line` is all of it; the columns beside it are there to be found by. */
  const accessLine = table(
    'access_line',
    {
      stream: text('stream').notNull(),
      seq: int('seq').notNull(),
      at: instant('at').notNull(),
      id: text('id').notNull(),
      person: text('person'),
      tableId: text('table_id'),
      caseId: text('case_id'),
      line: text('line').notNull(),
      hash: bytes('hash').notNull(),
    },
    (row) => [
      primaryKey({ columns: [row.stream, row.seq] }),
      index('access_line_case').on(row.caseId, row.at, row.id),
      index('access_line_person').on(row.person, row.at, row.id),
      index('access_line_table').on(row.tableId, row.at, row.id),
    ],
  );

  /** One line of the processing log: about whom, for what; never who did it. Joined by the trace id only. */
  const processingLine = table(
    'processing_line',
    {
      stream: text('stream').notNull(),
      seq: int('seq').notNull(),
      at: instant('at').notNull(),
      subject: text('subject').notNull(),
      line: text('line').notNull(),
      hash: bytes('hash').notNull(),
    },
    (row) => [
      primaryKey({ columns: [row.stream, row.seq] }),
      index('processing_line_subject').on(row.subject, row.at),
    ],
  );

  return { auditStream, accessLine, processingLine };
}
