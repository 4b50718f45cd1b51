import type { Kit } from '../kit/sqlite-kit.ts';
import { sealedColumns } from './sealed-columns.ts';

/** Households over time, and what the table still owes them. What says anything about them is sealed. */
export function caseTables(kit: Kit) {
  return {
    ...intakeTables(kit),
    ...secretTables(kit),
    ...followUpTables(kit),
    ...destructionTables(kit),
  };
}

function intakeTables(kit: Kit) {
  const { table, text, bool, instant, index } = kit;
  const household = table('household', {
    id: text('id').primaryKey(),
    table: text('table_id').notNull(),
    openedAt: instant('opened_at').notNull(),
    /** The long file that opened it; see `intake`. */
    intake: text('intake'),
    ...sealedColumns(kit),
  });

  const report = table(
    'report',
    {
      id: text('id').primaryKey(),
      caseId: text('case_id').notNull(),
      table: text('table_id').notNull(),
      receivedAt: instant('received_at').notNull(),
      /** True until it, or a later report of the case, was put on an agenda. */
      isWaiting: bool('is_waiting').notNull(),
      /** The file that it came with, when it came with a long one; see `intake`. */
      intake: text('intake'),
      /** A keyed hash of its own reference, by which it is known when it comes once more. */
      reference: text('reference'),
      ...sealedColumns(kit),
    },
    (row) => [
      index('report_case').on(row.caseId, row.receivedAt, row.id),
      index('report_waiting').on(row.table, row.isWaiting),
      index('report_intake').on(row.intake),
      index('report_reference').on(row.table, row.reference),
    ],
  );

  const advice = table('advice', {
    id: text('id').primaryKey(),
    table: text('table_id').notNull(),
    receivedAt: instant('received_at').notNull(),
    adviser: text('adviser').notNull(),
  });

  const assessment = table(
    'assessment',
    {
      /** Case and day: a second assessment of a day replaces the first. With the file, when it came with one. */
      id: text('id').primaryKey(),
      caseId: text('case_id').notNull(),
      assessedOn: text('assessed_on').notNull(),
      intake: text('intake'),
      ...sealedColumns(kit),
    },
    (row) => [
      index('assessment_case').on(row.caseId, row.assessedOn),
      index('assessment_intake').on(row.intake),
    ],
  );

  /**
   * A long file of reports, stored in slices so that others are not held up. What came with it is there for nobody
   * until its state is TAKEN; until then it is STAGED, and DROPPED while it is being removed again.
   */
  const intake = table('intake', {
    id: text('id').primaryKey(),
    table: text('table_id').notNull(),
    by: text('by').notNull(),
    state: text('state').notNull(),
    touchedAt: instant('touched_at').notNull(),
  });

  return { household, report, advice, assessment, intake };
}

/** Kept apart, each under a key of its own: `secretKey`. */
function secretTables({ table, text, bytes, index }: Kit) {
  const reporter = table('reporter', {
    report: text('report').primaryKey(),
    owner: text('owner').notNull(),
    body: bytes('body').notNull(),
  });

  const secretAddress = table(
    'secret_address',
    {
      involved: text('involved').primaryKey(),
      caseId: text('case_id').notNull(),
      owner: text('owner').notNull(),
      body: bytes('body').notNull(),
    },
    (row) => [index('secret_address_case').on(row.caseId)],
  );

  return { reporter, secretAddress };
}

function followUpTables(kit: Kit) {
  const { table, text, bool, instant, index } = kit;
  const openThing = table(
    'open_thing',
    {
      key: text('key').primaryKey(),
      table: text('table_id').notNull(),
      caseId: text('case_id').notNull(),
      isEnded: bool('is_ended').notNull(),
      /** `PERSON:<id>` or `ORGANISATION:<id>`. */
      owner: text('owner'),
      /** Who keeps it until the owner answers. */
      holder: text('holder'),
      ...sealedColumns(kit),
    },
    (row) => [
      index('open_thing_table').on(row.table, row.isEnded),
      index('open_thing_case').on(row.caseId),
      index('open_thing_owner').on(row.owner, row.isEnded),
      index('open_thing_holder').on(row.holder, row.isEnded),
    ],
  );

  const monitoring = table(
    'monitoring',
    {
      id: text('id').primaryKey(),
      caseId: text('case_id').notNull(),
      table: text('table_id').notNull(),
      dueOn: text('due_on').notNull(),
      ...sealedColumns(kit),
    },
    (row) => [index('monitoring_case').on(row.caseId, row.dueOn)],
  );

  const erasureRequest = table(
    'erasure_request',
    {
      id: text('id').primaryKey(),
      table: text('table_id').notNull(),
      caseId: text('case_id').notNull(),
      receivedAt: instant('received_at').notNull(),
      /** ACCESS, RECTIFICATION or ERASURE. */
      kind: text('kind').notNull().default('ERASURE'),
      takenInBy: text('taken_in_by'),
    },
    (row) => [index('erasure_request_table').on(row.table, row.receivedAt)],
  );

  return { openThing, monitoring, erasureRequest };
}

/** What was answered about destroying, and what may not be destroyed now. */
function destructionTables(kit: Kit) {
  const { table, text, index } = kit;
  /** Its words are sealed with the case; that it was answered, by whom and when outlives them. */
  const erasureAnswer = table(
    'erasure_answer',
    {
      /** The request that it answers. */
      id: text('id').primaryKey(),
      table: text('table_id').notNull(),
      caseId: text('case_id').notNull(),
      kind: text('kind').notNull(),
      by: text('by').notNull(),
      on: text('answered_on').notNull(),
      ...sealedColumns(kit),
    },
    (row) => [index('erasure_answer_case').on(row.caseId)],
  );

  const legalHold = table(
    'legal_hold',
    {
      id: text('id').primaryKey(),
      table: text('table_id').notNull(),
      caseId: text('case_id').notNull(),
      from: text('held_from').notNull(),
      /** The first day on which it no longer holds. */
      until: text('held_until'),
      ...sealedColumns(kit),
    },
    (row) => [index('legal_hold_case').on(row.caseId)],
  );

  return { erasureAnswer, legalHold };
}
