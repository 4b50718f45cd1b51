import type { CaseId, MeetingId, ReportId, TableId } from '@overlegtafel/domain';
import type { Language } from '@overlegtafel/protocol';
import { mostItems, placeCases } from '../agenda/place-cases.ts';
import { lineOf } from '../audit/line-of.ts';
import { askIntake } from '../intake/ask-intake.ts';
import { fileLimits } from '../intake/file-limits.ts';
import {
  type FileMistake,
  type LineCounts,
  listedReport,
  type ListedReport,
  seenIn,
} from '../intake/file-seen.ts';
import { intakeRows } from '../intake/intake-rows.ts';
import { type Here, type JudgedLine, judgedLines } from '../intake/judged-lines.ts';
import type { ReportFile } from '../intake/report-file.ts';
import { storeInSlices } from '../intake/store-in-slices.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import { recordMissing } from '../queries/record-reading.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askCase, askTable, sitsAt } from '../scene/ask-table.ts';
import type { Caller, World } from '../world.ts';
import { tellDone } from './do-to-meeting.ts';

export interface TakeInReports {
  readonly table: TableId;
  readonly file: ReportFile;
  /** Only tells what is wrong and what would be taken. */
  readonly preview?: boolean;
  /** Takes the lines that are right, also when others are not. */
  readonly partial?: boolean;
  /** Takes reports with a reference that is known once more. */
  readonly again?: boolean;
  readonly meeting?: MeetingId;
  /** In which mistakes are told. */
  readonly language?: Language;
}

/** A report of a file: as it was understood, and once it was taken in what it became. */
type TakenReport = ListedReport & { readonly report?: ReportId; readonly caseId?: CaseId };

export interface TakenInReports {
  readonly taken: number;
  readonly lines: LineCounts;
  readonly good: number;
  readonly repeated: number;
  readonly wrong: number;
  readonly mistakeCount: number;
  readonly mistakes: FileMistake[];
  readonly reports: TakenReport[];
  /** What became of the wish to put them on an agenda; what is not on one waits. */
  readonly agenda?: OnAgenda;
}

type OnAgenda = 'PLACED' | 'FULL' | 'CLOSED' | 'NOT_PLACED';

/**
 * MC23: takes in a week of reports as a file. Every mistake is told with line, column and a sentence; a file with a
 * mistake is refused as a whole, unless `partial`. A meeting that is going on is not held up by it: the file is read in
 * slices or elsewhere, once to see what is in it and once more to store it, and its reports never stand in memory together.
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
    const missing = { ...subjectAt(wish.table), event: 'take-in-reports', about: {} } as const;
    await recordMissing(missing, caller, world);
    return refuse({ kind: 'NOT_THERE' });
  }
  const here = { actor, table };
  const refused = await refuseStranger(here, caller, world);
  if (refused) return refuse(refused);
  const seen = await seenIn(judgedLines(wish.file, here, world.stores), wish.language ?? 'nl');
  const { listed, isUnread, ...counts } = seen;
  const { good, repeated, mistakes } = counts;
  const answer = { taken: 0, ...counts };
  if (wish.preview === true) return done({ ...answer, reports: listed });
  const isRefused = isUnread || (mistakes.length > 0 && wish.partial !== true);
  if (isRefused) return done({ ...answer, reports: [] });
  return takeIn(wish, { ...answer, taken: good + (wish.again === true ? repeated : 0) }, here, {
    caller,
    world,
  });
}

async function takeIn(
  wish: TakeInReports,
  answer: Omit<TakenInReports, 'reports'>,
  here: Here,
  { caller, world }: { readonly caller: Caller; readonly world: World },
): Promise<Outcome<TakenInReports>> {
  const reports: TakenReport[] = [];
  const cases = new Set<CaseId>();
  const judged = judgedLines(wish.file, here, world.stores);
  const made = madeOf(judged, wish, here, { caller, world });
  const storing = async function* () {
    for await (const { line, rows, toStore } of made) {
      cases.add(rows.caseId);
      const { report, caseId } = rows;
      if (reports.length < fileLimits.told) reports.push({ ...listedReport(line), report, caseId });
      yield toStore;
    }
  };
  const file = { count: answer.taken, reports: storing() };
  const whole = { ...subjectAt(here.table.id), event: 'take-in-reports' } as const;
  const may = askTable(here.actor, 'WRITE', 'adviceRequest', here.table.id);
  const isStored = await storeInSlices(file, here.table.id, {
    caller,
    world,
    taken: () => ({ ...answer, reports }),
    whole: lineOf(whole, may, caller, world),
  });
  if (!isStored) return refuse({ kind: 'MOVED' });
  const agenda = await onAgenda(wish.meeting, [...cases], here, { caller, world });
  return done({ ...answer, reports, ...(agenda === undefined ? {} : { agenda }) });
}

/** The reports of a file that are taken in, each with its rows, one after the other. */
async function* madeOf(
  judged: AsyncIterable<JudgedLine>,
  { again = false }: TakeInReports,
  { actor, table }: Here,
  { caller, world }: { readonly caller: Caller; readonly world: World },
) {
  const taking = { table, by: caller.person, at: world.now() };
  for await (const line of judged) {
    if (line.kind !== 'GOOD' || (line.isRepeated && !again)) continue;
    const { form, known } = line;
    const rows = intakeRows(form, known, taking, world);
    const { caseId, changes } = rows;
    const logged = () =>
      lineOf(subjectAt(table.id, caseId), askIntake(actor, form, known, table.id), caller, world);
    yield { line, rows, toStore: { changes, line: logged } };
  }
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

/** Puts them on an agenda when that was asked. What does not fit there waits, as every new case does, and that is said. */
async function onAgenda(
  meeting: MeetingId | undefined,
  cases: readonly CaseId[],
  { actor, table }: Here,
  { caller, world }: { readonly caller: Caller; readonly world: World },
): Promise<OnAgenda | undefined> {
  if (meeting === undefined || cases.length === 0) return undefined;
  if (cases.length > mostItems) return 'FULL';
  const at = await world.stores.meeting(meeting);
  if (at?.tableId !== table.id) return 'NOT_PLACED';
  const households = await world.stores.cases(cases);
  const [first] = households;
  if (!first) return 'NOT_PLACED';
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
  return placed.kind === 'GONE' || placed.kind === 'MOVED' ? 'NOT_PLACED' : placed.kind;
}
