import {
  type Actor,
  activeMemberships,
  type CaseId,
  type PersonId,
  type TableId,
} from '@overlegtafel/domain';
import { iso } from '../answers/instants.ts';
import type { AccessLine } from '../audit/access-line.ts';
import { lineOf, type LineSubject } from '../audit/line-of.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { AuditReader, Period } from '../ports/audit-reader.ts';
import type { PageOf } from '../ports/stores.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askTable } from '../scene/ask-table.ts';
import { asPrivacyOfficer, refusedToAll } from '../scene/as-privacy-officer.ts';
import type { Caller, World } from '../world.ts';
import { type StatedWords, statedWords } from './stated-words.ts';

/** The world with the logs. Only these queries read them. */
export type AuditWorld = World & { readonly audit: AuditReader };

/** A line as people read it: with the names of persons as they were then, and cases by their id only. */
export type AuditLineView = Omit<AccessLine, 'at'> & StatedWords & { readonly at: string };

export interface AuditPage {
  readonly lines: AuditLineView[];
  readonly next?: string;
}

/** AU61: who saw this case. For the privacy officer of its table only; asking is itself on the record. */
export async function whoSawCase(
  { caseId, next }: { readonly caseId: CaseId; readonly next?: string },
  caller: Caller,
  world: AuditWorld,
): Promise<Outcome<AuditPage>> {
  const [household] = await world.stores.cases([caseId]);
  const about = household ? { table: household.table, caseId } : {};
  const subject: LineSubject = {
    action: 'R',
    event: 'who-saw-case',
    objectKind: 'access-log',
    object: caseId,
    about,
  };
  const actor = await actorOf(caller.person, world);
  const tables = household ? [household.table] : [];
  const permission = asPrivacyOfficer(actor, 'READ', tables);
  await world.ledger.record([lineOf(subject, permission, caller, world)]);
  if (permission.kind === 'REFUSED') return refuse({ kind: 'NOT_THERE' });
  return done(await viewOf(await world.audit.ofCase(caseId, next), world));
}

/** AU62: what this person opened at the tables of the privacy officer who asks; asking is itself on the record. */
export async function whatPersonOpened(
  { person, next }: { readonly person: PersonId; readonly next?: string },
  caller: Caller,
  world: AuditWorld,
): Promise<Outcome<AuditPage>> {
  const actor = await actorOf(caller.person, world);
  const tables = tablesOf(actor).filter(
    (table) => asPrivacyOfficer(actor, 'READ', [table]).kind === 'ALLOWED',
  );
  const [table] = tables;
  const permission = asPrivacyOfficer(actor, 'READ', table === undefined ? [] : [table]);
  const subject: LineSubject = {
    action: 'R',
    event: 'what-person-opened',
    objectKind: 'access-log',
    object: person,
    ...(table === undefined ? {} : { about: { table } }),
  };
  await world.ledger.record([lineOf(subject, permission, caller, world)]);
  if (permission.kind === 'REFUSED') return refuse({ kind: 'NOT_THERE' });
  return done(await viewOf(await world.audit.ofPerson(person, tables, next), world));
}

/** AU63: the access log of one's tables, each line a JSON text, for the privacy officer and the auditor. */
export async function exportAccessLog(
  period: Period,
  caller: Caller,
  world: AuditWorld,
): Promise<Outcome<AsyncIterable<string>>> {
  const actor = await actorOf(caller.person, world);
  const mayExport = (table: TableId) => askTable(actor, 'EXPORT', 'auditLog', table);
  const tables = tablesOf(actor).filter((table) => mayExport(table).kind === 'ALLOWED');
  const [table] = tables;
  const permission = table === undefined ? refusedToAll : mayExport(table);
  const subject: LineSubject = {
    action: 'E',
    event: 'export-access-log',
    objectKind: 'access-log',
    object: `${iso(period.from)}/${iso(period.until)}`,
    ...(table === undefined ? {} : { about: { table } }),
  };
  await world.ledger.record([lineOf(subject, permission, caller, world)]);
  if (permission.kind === 'REFUSED') return refuse({ kind: 'NOT_THERE' });
  const lines = world.audit.ofTables(tables, period);
  // RT15: the grounds of invitations are for the privacy officer; the auditor reads the log without them.
  const isOfficer = asPrivacyOfficer(actor, 'READ', tables).kind === 'ALLOWED';
  return done(jsonLines(isOfficer ? withWords(lines, world.stores) : lines));
}

/** AU64: what was processed about a case, for whoever it is about. It names nobody who did it. */
export async function exportProcessingLog(
  { caseId }: { readonly caseId: CaseId },
  caller: Caller,
  world: AuditWorld,
): Promise<Outcome<AsyncIterable<string>>> {
  const [household] = await world.stores.cases([caseId]);
  const actor = await actorOf(caller.person, world);
  const permission = asPrivacyOfficer(actor, 'EXPORT', household ? [household.table] : []);
  const subject: LineSubject = {
    action: 'E',
    event: 'export-processing-log',
    objectKind: 'processing-log',
    object: caseId,
    ...(household ? { about: { table: household.table, caseId } } : {}),
  };
  await world.ledger.record([lineOf(subject, permission, caller, world)]);
  if (permission.kind === 'REFUSED') return refuse({ kind: 'NOT_THERE' });
  return done(jsonLines(world.audit.processingOf(caseId)));
}

function tablesOf(actor: Actor): TableId[] {
  const tables = activeMemberships(actor).flatMap(({ table }) => table ?? []);
  return [...new Set(tables)];
}

async function viewOf(page: PageOf<AccessLine>, { stores }: World): Promise<AuditPage> {
  // Lines of before names were kept in them are read with the names of now.
  const nameless = page.rows.filter(({ personName }) => personName === undefined);
  const people = await stores.people([...new Set(nameless.flatMap(({ person }) => person ?? []))]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const stated = await statedWords(page.rows, stores);
  const lines = page.rows.map((line): AuditLineView => {
    const personName = line.personName ?? (line.person && names.get(line.person));
    const named = personName === undefined ? {} : { personName };
    return { ...line, at: iso(line.at), ...named, ...stated.get(line.id) };
  });
  return page.next === undefined ? { lines } : { lines, next: page.next };
}

async function* withWords(
  pages: AsyncIterable<readonly AccessLine[]>,
  stores: World['stores'],
): AsyncGenerator<readonly AccessLine[]> {
  for await (const page of pages) {
    const stated = await statedWords(page, stores);
    yield page.map((line) => ({ ...line, ...stated.get(line.id) }));
  }
}

async function* jsonLines(
  pages: AsyncIterable<readonly { readonly at: AccessLine['at'] }[]>,
): AsyncGenerator<string> {
  for await (const page of pages)
    for (const line of page) yield JSON.stringify({ ...line, at: iso(line.at) });
}
