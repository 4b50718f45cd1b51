import type { Actor, CaseId, MeetingId, Mistake, ReportId, TableId } from '@overlegtafel/domain';
import { type Language, mistakeSentence } from '@overlegtafel/protocol';
import { placeCases } from '../agenda/place-cases.ts';
import { lineOf } from '../audit/line-of.ts';
import { askIntake, tableMistakes } from '../intake/ask-intake.ts';
import { type FileLine, fileLines, othersFirst } from '../intake/file-lines.ts';
import { type IntakeRows, intakeRows } from '../intake/intake-rows.ts';
import { readReportForm, type ReportForm } from '../intake/report-form.ts';
import { storeInSlices } from '../intake/store-in-slices.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { CaseRow, TableRow } from '../ports/rows.ts';
import { recordMissing } from '../queries/record-reading.ts';
import { tellDone } from './do-to-meeting.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askCase, askTable, sitsAt } from '../scene/ask-table.ts';
import type { Caller, World } from '../world.ts';

export interface TakeInReports {
  readonly table: TableId;
  readonly format: 'csv' | 'json';
  readonly content: string;
  /** Only tells what is wrong and what would be taken. */
  readonly preview?: boolean;
  /** Takes the lines that are right, also when others are not. */
  readonly partial?: boolean;
  readonly meeting?: MeetingId;
  /** In which mistakes are told. */
  readonly language?: Language;
}

/** A mistake in a file, for whoever has it open. */
interface FileMistake {
  readonly line: number;
  readonly column: string;
  readonly kind: Mistake['kind'];
  readonly message: string;
}

export interface TakenInReports {
  readonly taken: number;
  readonly mistakes: FileMistake[];
  readonly reports: { line: number; report: ReportId; caseId: CaseId; alias: string }[];
}

/** More mistakes than anybody corrects at once. */
const mostMistakes = 1_000;
/** So many lines are checked before others get their turn. */
const batch = 200;

/**
 * MC23: takes in a week of reports as a file. Every mistake is told with line, column and a sentence; a file with a
 * mistake is refused as a whole, unless `partial`. A meeting that is going on is not held up by it.
 */
export async function takeInReports(
  wish: TakeInReports,
  caller: Caller,
  world: World,
): Promise<Outcome<TakenInReports>> {
  const [actor, [table]] = await Promise.all([
    actorOf(caller.person, world),
    world.stores.tables([wish.table]),
  ]);
  if (!table || !sitsAt(actor, table.id)) {
    const missing = { ...subjectAt(wish.table), event: 'take-in-reports', about: {} };
    await recordMissing(missing, caller, world);
    return refuse({ kind: 'NOT_THERE' });
  }
  const refused = await refuseStranger({ actor, table }, caller, world);
  if (refused) return refuse(refused);
  const read = await readFile(wish, { actor, table }, caller, world);
  const isRefused = read.mistakes.length > 0 && wish.partial !== true;
  const reports = read.rows.map(({ line, rows }) => {
    const { report, caseId, alias } = rows;
    return { line, report, caseId, alias };
  });
  if (wish.preview === true) return done({ taken: 0, mistakes: read.mistakes, reports });
  if (isRefused) return done({ taken: 0, mistakes: read.mistakes, reports: [] });
  const taken = { taken: reports.length, mistakes: read.mistakes, reports };
  const isStored = await store({ lines: read.rows, taken }, { actor, table }, caller, world);
  if (!isStored) return refuse({ kind: 'MOVED' });
  await onAgenda(wish.meeting, read.rows, { actor, table }, { caller, world });
  return done(taken);
}

interface Here {
  readonly actor: Actor;
  readonly table: TableRow;
}

/** Whoever may take in no report at all does not hear what is in the file either. */
async function refuseStranger({ actor, table }: Here, caller: Caller, world: World) {
  const permission = askTable(actor, 'WRITE', 'adviceRequest', table.id);
  if (permission.kind === 'ALLOWED') return undefined;
  await world.ledger.record([lineOf(subjectAt(table.id), permission, caller, world)]);
  return { kind: 'NOT_YOURS', reason: permission.reason } as const;
}

function subjectAt(table: TableId, caseId?: CaseId) {
  return {
    action: 'C',
    event: 'take-in-report',
    objectKind: 'table',
    object: table,
    about: { table, ...(caseId === undefined ? {} : { caseId }) },
  } as const;
}

interface ReadLine {
  readonly line: number;
  readonly form: ReportForm;
  readonly known: CaseRow | undefined;
  readonly rows: IntakeRows;
}

async function readFile(
  { format, content, language = 'nl' }: TakeInReports,
  here: Here,
  caller: Caller,
  world: World,
): Promise<{ readonly rows: readonly ReadLine[]; readonly mistakes: FileMistake[] }> {
  const rows: ReadLine[] = [];
  const mistakes: FileMistake[] = [];
  const read = readReportForm(world);
  let lines = 0;
  for await (const line of fileLines(format, content)) {
    if ((lines += 1) % batch === 0) await othersFirst();
    const form = line.mistakes.length > 0 ? undefined : read(line.body, '');
    const known = form?.ok ? await knownCase(form.value, world) : undefined;
    const wrong = [...line.mistakes, ...mistakesOf(form, known, here)];
    if (wrong.length > 0) mistakes.push(...wrong.map((one) => told(one, line, language)));
    else if (form?.ok)
      rows.push({
        line: line.line,
        form: form.value,
        known,
        rows: intakeRows(form.value, known, { ...here, by: caller.person, at: world.now() }, world),
      });
  }
  return { rows, mistakes: mistakes.slice(0, mostMistakes) };
}

async function knownCase({ of }: ReportForm, { stores }: World): Promise<CaseRow | undefined> {
  return of.kind === 'KNOWN' ? (await stores.cases([of.caseId]))[0] : undefined;
}

function mistakesOf(
  form: ReturnType<ReturnType<typeof readReportForm>> | undefined,
  known: CaseRow | undefined,
  { actor, table }: Here,
): readonly Mistake[] {
  if (!form?.ok) return form?.mistakes ?? [];
  const wrong = tableMistakes(form.value, known, table);
  if (wrong.length > 0) return wrong;
  const permission = askIntake(actor, form.value, known, table.id);
  return permission.kind === 'ALLOWED' ? [] : [{ path: 'caseId', kind: 'NOT_ALLOWED' }];
}

function told(
  mistake: Mistake & { readonly column?: string },
  line: FileLine,
  language: Language,
): FileMistake {
  return {
    line: line.line,
    column: mistake.column ?? line.columnOf(mistake.path),
    kind: mistake.kind,
    message: mistakeSentence(mistake, language),
  };
}

function store(
  { lines, taken }: { readonly lines: readonly ReadLine[]; readonly taken: TakenInReports },
  { actor, table }: Here,
  caller: Caller,
  world: World,
): Promise<boolean> {
  const reports = lines.map(({ form, known, rows: { caseId, changes } }) => ({
    changes,
    line: () => {
      const permission = askIntake(actor, form, known, table.id);
      return lineOf(subjectAt(table.id, caseId), permission, caller, world);
    },
  }));
  const whole = { ...subjectAt(table.id), event: 'take-in-reports' };
  const may = askTable(actor, 'WRITE', 'adviceRequest', table.id);
  return storeInSlices(reports, table.id, {
    caller,
    world,
    taken,
    whole: lineOf(whole, may, caller, world),
  });
}

/** Puts them on an agenda when that was asked. What does not fit there waits, as every new case does. */
async function onAgenda(
  meeting: MeetingId | undefined,
  lines: readonly ReadLine[],
  { actor, table }: Here,
  { caller, world }: { readonly caller: Caller; readonly world: World },
): Promise<void> {
  if (meeting === undefined || lines.length === 0) return;
  const at = await world.stores.meeting(meeting);
  if (at?.tableId !== table.id) return;
  const ids = [...new Set(lines.map(({ rows }) => rows.caseId))];
  const households = await world.stores.cases(ids);
  const [first] = households;
  if (!first) return;
  const line = lineOf(
    { ...subjectAt(table.id), event: 'put-on-agenda' },
    askCase(actor, 'READ', 'alias', first),
    caller,
    world,
  );
  const placings = households.map((household) => ({ household }));
  const placed = await placeCases(meeting, placings, { lines: [line] }, world);
  // MC27: not before everything is there to be read.
  if (placed.kind === 'PLACED') tellDone(at, 'put-on-agenda', caller, world);
}
