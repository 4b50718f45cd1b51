// edge: rows as the database gives them
import type { CaseId, PersonId } from '@overlegtafel/domain';
import type {
  AddressRow,
  AssessmentRow,
  CaseRow,
  RightsRequestRow,
  LegalHoldRow,
  MonitoringRow,
  OpenThingRow,
  ReporterIdentity,
  ReportRow,
  Stores,
} from '@overlegtafel/usecases';
import {
  and,
  asc,
  eq,
  gt,
  inArray,
  notInArray,
  isNotNull,
  notExists,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { BrokenSealError } from '../errors.ts';
import type { CaseKeys } from '../keys/case-keys.ts';
import { unseal } from '../keys/sealed.ts';
import type { Storage } from '../kit/orm.ts';
import { isTakenIn } from './intakes.ts';
import { plainRow } from './plain-row.ts';
import { placeOfSecret } from './put-rows.ts';
import type { SealedRows } from './sealed-rows.ts';
import type { SearchWords } from './search-words.ts';
import { sealedTables } from './sealed-tables.ts';

type IntakeStores = Pick<
  Stores,
  'cases' | 'waitingCases' | 'reportsOf' | 'assessmentsOf' | 'knownReferences'
>;
type SecretStores = Pick<Stores, 'reporterOf' | 'addressesOf'>;
type FollowUpStores = Pick<
  Stores,
  | 'openThings'
  | 'openThingsOfCase'
  | 'openThingsFor'
  | 'endedThingsFor'
  | 'openThing'
  | 'monitoringOf'
  | 'rightsRequests'
  | 'openRightsRequests'
  | 'legalHolds'
>;

/** Households with what was reported and assessed. */
export function readCases(storage: Storage, sealed: SealedRows, words: SearchWords): IntakeStores {
  const { household, report, assessment } = storage.tables;
  const from = sealedTables(storage.tables);
  const cases = sealed.overKeys<CaseRow>(from.household, (keys) => ({
    where: and(inArray(household.id, keys), isTakenIn(storage, household.intake)),
    order: [asc(household.id)],
  }));
  return {
    cases: (ids) => cases(ids),
    waitingCases: (table) => waitingCases(storage, table),
    reportsOf: (cases) =>
      sealed.read<ReportRow>(from.report, {
        where: and(inArray(report.caseId, [...cases]), isTakenIn(storage, report.intake)),
        order: [asc(report.caseId), asc(report.receivedAt), asc(report.id)],
      }),
    knownReferences: (table, references) => knownReferences(storage, words, { table, references }),
    assessmentsOf: async (cases) => {
      const rows = await sealed.read<AssessmentRow>(from.assessment, {
        where: and(inArray(assessment.caseId, [...cases]), isTakenIn(storage, assessment.intake)),
        order: [asc(assessment.caseId), asc(assessment.assessedOn), asc(assessment.id)],
      });
      // One a day: with the file that came last, else what was there before.
      return [...new Map(rows.map((row) => [`${row.caseId} ${row.assessedOn}`, row])).values()];
    },
  };
}

/** What was destroyed is not known any more. */
async function knownReferences(
  storage: Storage,
  words: SearchWords,
  { table, references }: { readonly table: string; readonly references: readonly string[] },
): Promise<ReadonlySet<string>> {
  const { orm, tables } = storage;
  const { report, caseKey } = tables;
  const hashes = new Map(references.map((one) => [one, words.ofReference(table, one)]));
  const isReadable = and(
    eq(caseKey.caseId, report.caseId),
    eq(caseKey.number, report.keyNumber),
    isNotNull(caseKey.wrapped),
  );
  const isSame = inArray(report.reference, [...hashes.values()]);
  const rows = await orm
    .select({ reference: report.reference })
    .from(report)
    .innerJoin(caseKey, isReadable)
    .where(and(eq(report.table, table), isSame, isTakenIn(storage, report.intake)));
  const found = new Set(rows.map(({ reference }) => reference));
  return new Set(references.filter((one) => found.has(hashes.get(one) ?? null)));
}

/** Only reports that wait are looked at: however old the table is, that are those of a week. */
async function waitingCases(storage: Storage, table: string): Promise<CaseId[]> {
  const { orm, tables } = storage;
  const { report, caseKey } = tables;
  const later = alias(report, 'later');
  const laterReport = orm
    .select({ one: sql`1` })
    .from(later)
    .where(
      and(
        eq(later.caseId, report.caseId),
        isTakenIn(storage, later.intake),
        or(
          gt(later.receivedAt, report.receivedAt),
          and(eq(later.receivedAt, report.receivedAt), gt(later.id, report.id)),
        ),
      ),
    );
  const isReadable = and(
    eq(caseKey.caseId, report.caseId),
    eq(caseKey.number, report.keyNumber),
    isNotNull(caseKey.wrapped),
  );
  const rows = await orm
    .select({ caseId: report.caseId })
    .from(report)
    .innerJoin(caseKey, isReadable)
    .where(
      and(
        eq(report.table, table),
        eq(report.isWaiting, true),
        isTakenIn(storage, report.intake),
        notExists(laterReport),
      ),
    )
    .orderBy(asc(report.receivedAt), asc(report.id));
  return rows.map(({ caseId }) => caseId as CaseId);
}

/** Who reported, and where somebody lives in secret: each under a key of its own. */
export function readSecrets({ orm, tables }: Storage, keys: CaseKeys): SecretStores {
  const { reporter, secretAddress, secretKey } = tables;
  const open = <T>(
    table: 'reporter' | 'address',
    { id, owner, body, wrapped }: StoredSecret,
  ): readonly T[] => {
    if (!wrapped) return [];
    const plain = unseal(keys.unwrap(owner, wrapped), body, placeOfSecret(table, id));
    if (!plain) throw new BrokenSealError(table, id);
    return [JSON.parse(plain.toString()) as T];
  };
  return {
    async reporterOf(report) {
      const { owner, body } = reporter;
      const rows = await orm
        .select({ id: reporter.report, owner, body, wrapped: secretKey.wrapped })
        .from(reporter)
        .innerJoin(secretKey, eq(secretKey.owner, owner))
        .where(eq(reporter.report, report));
      return rows.flatMap((row) => open<ReporterIdentity>('reporter', row))[0];
    },
    async addressesOf(caseId) {
      const { owner, body } = secretAddress;
      const rows = await orm
        .select({ id: secretAddress.involved, owner, body, wrapped: secretKey.wrapped })
        .from(secretAddress)
        .innerJoin(secretKey, eq(secretKey.owner, owner))
        .where(eq(secretAddress.caseId, caseId))
        .orderBy(asc(secretAddress.involved));
      return rows.flatMap((row) => open<AddressRow>('address', row));
    },
  };
}

interface StoredSecret {
  readonly id: string;
  readonly owner: string;
  readonly body: Buffer;
  readonly wrapped: Buffer | null;
}

/** What the tables still owe. */
export function readFollowUp(storage: Storage, sealed: SealedRows): FollowUpStores {
  const { orm, tables } = storage;
  const { openThing, monitoring, erasureRequest, erasureAnswer, legalHold } = tables;
  const from = sealedTables(tables);
  const things = (where: SQL | undefined) =>
    sealed.read<OpenThingRow>(from.openThing, { where, order: [asc(openThing.key)] });
  const thingsFor = (isEnded: boolean, person: PersonId, organisations: readonly string[]) => {
    const owners = [
      `PERSON:${person}`,
      ...organisations.map((organisation) => `ORGANISATION:${organisation}`),
    ];
    const isTheirs = or(inArray(openThing.owner, owners), eq(openThing.holder, person));
    return things(and(eq(openThing.isEnded, isEnded), isTheirs));
  };
  return {
    openThings: (table) => things(and(eq(openThing.table, table), eq(openThing.isEnded, false))),
    openThingsOfCase: (caseId) => things(eq(openThing.caseId, caseId)),
    openThingsFor: (person, organisations) => thingsFor(false, person, organisations),
    endedThingsFor: (person, organisations) => thingsFor(true, person, organisations),
    async openThing(key) {
      const [found] = await things(eq(openThing.key, key));
      return found;
    },
    monitoringOf: (cases) =>
      sealed.read<MonitoringRow>(from.monitoring, {
        where: inArray(monitoring.caseId, [...cases]),
        order: [asc(monitoring.caseId), asc(monitoring.dueOn), asc(monitoring.id)],
      }),
    legalHolds: (caseId) =>
      sealed.read<LegalHoldRow>(from.legalHold, {
        where: eq(legalHold.caseId, caseId),
        order: [asc(legalHold.id)],
      }),
    async rightsRequests(table) {
      const rows = await orm
        .select()
        .from(erasureRequest)
        .where(eq(erasureRequest.table, table))
        .orderBy(asc(erasureRequest.receivedAt), asc(erasureRequest.id));
      return rows.map((row) => plainRow<RightsRequestRow>(row));
    },
    async openRightsRequests(table) {
      const answered = orm.select({ id: erasureAnswer.id }).from(erasureAnswer);
      const isOpen = notInArray(erasureRequest.id, answered);
      const rows = await orm
        .select()
        .from(erasureRequest)
        .where(and(eq(erasureRequest.table, table), isOpen))
        .orderBy(asc(erasureRequest.receivedAt), asc(erasureRequest.id));
      return rows.map((row) => plainRow<RightsRequestRow>(row));
    },
  };
}
