import type { TableId } from '@overlegtafel/domain';
import type { AccessLine } from '../audit/access-line.ts';
import { onceFor } from '../commands/once-for.ts';
import type { Change, Commit } from '../ports/changes.ts';
import type { IntakeRow } from '../ports/rows.ts';
import type { Caller, World } from '../world.ts';
import { othersFirst } from './report-file.ts';

/** One report of a file: its rows and its line of the access log. */
interface ToStore {
  readonly changes: readonly Change[];
  /** Made when it is written: so many at once would hold others up. */
  readonly line: () => AccessLine;
}

/** So many reports are stored before others get their turn. What somebody types meanwhile waits for one such commit. */
const slice = 10;
/** A file that is no longer than this goes in one commit, as one report does. */
const atOnceAtMost = 20;

/** What goes with a file as a whole. */
export interface FileAsked {
  readonly caller: Caller;
  readonly world: World;
  /** The line of the access log for all of it. */
  readonly whole: AccessLine;
  /** What whoever sent it is told once it is there; asked when all of it was made. */
  readonly taken: () => object;
}

/** The reports of a file, made as they are stored: all at once would fill the memory. */
export interface FileOfReports {
  readonly count: number;
  readonly reports: AsyncIterable<ToStore>;
}

/**
 * MC26: stores a file of reports, all of it or nothing. A long one is stored in slices that nobody sees; the last
 * commit makes all of them visible at once, and is as short for 100,000 lines as for a hundred. What was broken off is
 * removed, here or, when the process ended, by the work of every day.
 *
 * @returns false when somebody took it for broken off meanwhile
 */
export async function storeInSlices(
  { count, reports }: FileOfReports,
  table: TableId,
  asked: FileAsked,
): Promise<boolean> {
  const { caller, taken } = asked;
  const { ledger, now, newId } = asked.world;
  if (count <= atOnceAtMost) {
    const all: ToStore[] = [];
    for await (const report of reports) all.push(report);
    return isStored(await ledger.commit({ ...atOnce(all), ...onceFor(caller, taken()) }));
  }
  // Later files sort after earlier ones: of two assessments of one day the later one counts.
  const id = `${String(now()).padStart(15, '0')}-${newId()}`;
  const row: IntakeRow = { id, table, by: caller.person, at: now() };
  await ledger.commit({ guards: [], changes: [{ put: 'intake', row }], lines: [] });
  try {
    const isWhole = await stage(reports, row, asked);
    if (!isWhole) await ledger.dropIntakes({ id });
    return isWhole;
  } catch (error) {
    await ledger.dropIntakes({ id }).catch(() => undefined);
    throw error;
  }
}

async function stage(
  reports: AsyncIterable<ToStore>,
  { id }: IntakeRow,
  { caller, world, whole, taken }: FileAsked,
): Promise<boolean> {
  const goesOn = (becomes: 'STAGED' | 'TAKEN') =>
    ({ kind: 'INTAKE', intake: id, at: world.now(), becomes }) as const;
  for await (const some of inSlices(reports)) {
    const { changes, lines } = atOnce(some);
    const staged = { guards: [goesOn('STAGED')], changes: changes.map(stagedAs(id)), lines };
    if (!isStored(await world.ledger.commit({ ...staged, ...onceFor(caller) }))) return false;
    await othersFirst();
  }
  const published = { guards: [goesOn('TAKEN')], changes: [], lines: [whole] };
  return isStored(await world.ledger.commit({ ...published, ...onceFor(caller, taken()) }));
}

async function* inSlices(
  reports: AsyncIterable<ToStore>,
): AsyncGenerator<readonly ToStore[], undefined> {
  let some: ToStore[] = [];
  for await (const report of reports) {
    some.push(report);
    if (some.length < slice) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/** Who reported and where somebody hides are asked for by report and case only: they go with those. */
function stagedAs(intake: string) {
  return (change: Change): Change => {
    const isMarked =
      'put' in change &&
      (change.put === 'case' || change.put === 'report' || change.put === 'assessment');
    return isMarked ? { ...change, intake } : change;
  };
}

function atOnce(reports: readonly ToStore[]): Commit {
  return {
    guards: [],
    changes: reports.flatMap(({ changes }) => changes),
    lines: reports.map(({ line }) => line()),
  };
}

function isStored({ kind }: { readonly kind: 'STORED' | 'MOVED' }): boolean {
  return kind === 'STORED';
}
