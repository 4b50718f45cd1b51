import type {
  Actor,
  CaseId,
  ItemId,
  Mistake,
  Permission,
  ReportId,
  TableId,
} from '@overlegtafel/domain';
import { placeCases } from '../agenda/place-cases.ts';
import { lineOf } from '../audit/line-of.ts';
import type { AccessLine } from '../audit/access-line.ts';
import { askIntake, tableMistakes } from '../intake/ask-intake.ts';
import { type IntakeRows, intakeRows } from '../intake/intake-rows.ts';
import { readReportForm, type ReportForm } from '../intake/report-form.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { CaseRow, MeetingRow, TableRow } from '../ports/rows.ts';
import { recordMissing } from '../queries/record-reading.ts';
import { actorOf } from '../scene/actor-of.ts';
import { sitsAt } from '../scene/ask-table.ts';
import type { Caller, World } from '../world.ts';
import { refusalFor, tellDone } from './do-to-meeting.ts';
import { onceFor } from './once-for.ts';

export interface TakenIn {
  readonly report: ReportId;
  readonly caseId: CaseId;
  readonly item?: ItemId;
}

/**
 * MC20: takes in a report, of a new case or of one that is known, perhaps with its assessment, and puts it on an agenda
 * when that is asked. `body` is what somebody sent; every mistake in it is told.
 */
export async function takeInReport(
  { table: id, body }: { readonly table: TableId; readonly body: unknown },
  caller: Caller,
  world: World,
): Promise<Outcome<TakenIn>> {
  const [actor, [table]] = await Promise.all([
    actorOf(caller.person, world),
    world.stores.tables([id]),
  ]);
  if (!table || !sitsAt(actor, id)) {
    await recordMissing(intakeAt(id), caller, world);
    return refuse({ kind: 'NOT_THERE' });
  }
  const { form, again } = apart(body);
  const read = readReportForm(world)(form, '');
  if (!read.ok) return refuse({ kind: 'MISTAKES', mistakes: read.mistakes });
  return takeIn({ ...read.value, again }, { actor, table }, caller, world);
}

type Asked = ReportForm & { readonly again: boolean };

/** What is no part of the report: that one with a known reference is meant to come in once more. */
function apart(body: unknown): { readonly form: unknown; readonly again: boolean } {
  if (typeof body !== 'object' || body === null || !('again' in body))
    return { form: body, again: false };
  const { again, ...form } = body;
  return { form, again: again === true };
}

async function takeIn(
  form: Asked,
  { actor, table }: { readonly actor: Actor; readonly table: TableRow },
  caller: Caller,
  world: World,
): Promise<Outcome<TakenIn>> {
  const found = await knownCase(form, world);
  const known = found?.table === table.id ? found : undefined;
  const meeting = await meetingFor(form, table, world);
  const mistakes = [
    ...tableMistakes(form, known, table),
    ...(form.meeting === undefined || meeting ? [] : [unknownMeeting]),
    ...(await repeatMistakes(form, table, world)),
  ];
  const permission = askIntake(actor, form, known, table.id);
  const line = lineFor(table, known, permission, { caller, world });
  if (permission.kind === 'REFUSED') {
    await world.ledger.record([line]);
    return refuse(refusalFor(permission, true));
  }
  if (mistakes.length > 0) return refuse({ kind: 'MISTAKES', mistakes });
  const rows = intakeRows(form, known, { table, by: caller.person, at: world.now() }, world);
  const { report, caseId, changes } = rows;
  const once = onceFor(caller, { report, caseId });
  await world.ledger.commit({ guards: [], changes, lines: [line], ...once });
  return done(await onAgenda(rows, meeting, line, { caller, world }));
}

/** A report that came in before is taken once more only when that is asked. */
async function repeatMistakes(
  { report: { chainReference: reference }, again }: Asked,
  { id }: TableRow,
  { stores }: World,
): Promise<readonly Mistake[]> {
  if (reference === undefined || again) return [];
  const known = await stores.knownReferences(id, [reference]);
  return known.has(reference) ? [{ path: 'chainReference', kind: 'ALREADY_KNOWN' }] : [];
}

const unknownMeeting: Mistake = { path: 'meeting', kind: 'UNKNOWN_VALUE' };

async function knownCase({ of }: ReportForm, { stores }: World): Promise<CaseRow | undefined> {
  if (of.kind === 'NEW') return undefined;
  const [known] = await stores.cases([of.caseId]);
  return known;
}

/** The meeting that was named, when it is one of this table that is not closed. */
async function meetingFor(
  { meeting: id }: ReportForm,
  { id: table }: TableRow,
  { stores }: World,
): Promise<MeetingRow | undefined> {
  const meeting = id === undefined ? undefined : await stores.meeting(id);
  return meeting?.tableId === table && meeting.state.kind !== 'CLOSED' ? meeting : undefined;
}

function lineFor(
  { id: table }: TableRow,
  known: CaseRow | undefined,
  permission: Permission,
  { caller, world }: { readonly caller: Caller; readonly world: World },
): AccessLine {
  const about = { table, ...(known ? { caseId: known.id } : {}) };
  return lineOf({ ...intakeAt(table), about }, permission, caller, world);
}

function intakeAt(table: TableId) {
  return { action: 'C', event: 'take-in-report', objectKind: 'table', object: table } as const;
}

/** The case is taken in, also when somebody just closed the meeting: it then waits for another. */
async function onAgenda(
  { report, caseId }: IntakeRows,
  meeting: MeetingRow | undefined,
  line: AccessLine,
  { caller, world }: { readonly caller: Caller; readonly world: World },
): Promise<TakenIn> {
  const [household] = meeting ? await world.stores.cases([caseId]) : [];
  if (!meeting || !household) return { report, caseId };
  const put = { ...line, id: world.newId(), event: 'put-on-agenda' };
  const placed = await placeCases(meeting.id, [{ household }], { lines: [put] }, world);
  const [item] = placed.kind === 'PLACED' ? placed.items : [];
  if (!item) return { report, caseId };
  tellDone(meeting, 'put-on-agenda', caller, world);
  return { report, caseId, item: item.id };
}
