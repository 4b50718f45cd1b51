// edge: ids as they stand in the list
import { randomBytes } from 'node:crypto';
import {
  CheckpointFolderError,
  type Database,
  DestructionLedger,
  lacksDestructions,
} from '@overlegtafel/db';
import {
  type CaseId,
  type ClockStanding,
  type InStep,
  instant,
  localDateOf,
} from '@overlegtafel/domain';
import {
  type AccessLine,
  type LoggedEvent,
  purposeOfEvent,
  type Retention,
} from '@overlegtafel/usecases';
import type { Configuration } from '../configuration/configuration.ts';
import type { Log } from '../log.ts';
import { StartupProblem } from '../startup-problem.ts';
import { conditionWords } from './condition-words.ts';
import { withoutDestructions } from './destruction-words.ts';
import { signingKey } from './keep-checkpoints.ts';
import { placesOf } from './places.ts';

/** Who answers for going on without the list, and why. */
export interface Loss {
  readonly by: string;
  readonly reason: string;
}

/** The list of what was destroyed, which stands beside the checkpoints. Nothing is written yet. */
export async function openDestructions(
  database: Database,
  configuration: Configuration,
): Promise<DestructionLedger> {
  const places = placesOf(configuration);
  const { checkpointFolder: folder } = places;
  const key = signingKey(configuration);
  const now = () => Date.now();
  const identity = await database.destructions.identity();
  try {
    return new DestructionLedger({ folder, key, now, database: identity });
  } catch (error) {
    if (!(error instanceof CheckpointFolderError)) throw error;
    throw new StartupProblem(conditionWords({ kind: 'UNREADABLE_PROMISES' }, places));
  }
}

/**
 * The same for a database that was put back: it does not go on without the list that was there, unless somebody
 * answers for that.
 *
 * @throws {StartupProblem} when it is not there, with what to do
 */
export async function openDestructionsAfterRestore(
  database: Database,
  configuration: Configuration,
  loss: Loss | undefined,
): Promise<DestructionLedger> {
  const ledger = await openDestructions(database, configuration);
  if (loss) {
    ledger.goOnWithout(loss.by, loss.reason);
    await database.audit.record([line('destructions-lost', 'LOST')]);
    return ledger;
  }
  const { checkpointFolder: folder } = placesOf(configuration);
  if (!ledger.named() || lacksDestructions(folder))
    throw new StartupProblem(withoutDestructions(folder));
  return ledger;
}

/** The list, and how the clock stands. */
interface Again {
  readonly ledger: DestructionLedger;
  readonly clock: ClockStanding;
}

/**
 * Destroys what was destroyed before and is there again, whatever the clock says, and finishes what was cut short:
 * whether that is held goes by the day, so it waits for a clock that is in step. Gives how much came back.
 */
export async function destroyAgain(
  database: Database,
  { ledger, clock }: Again,
  log: Log,
): Promise<number> {
  const named = ledger.named();
  if (!named) ledger.begin();
  if (!named) return 0;
  const { destructions } = database;
  const back = await destructions.alive(named.done);
  for (const thing of back) await destructions.destroyAgain(thing, [lineOf(thing)]);
  if (clock.kind === 'IN_STEP') await finish(named.open, database, { ledger, clock });
  if (back.size > 0) log.event('destroyed-again', { destroyed: String(back.size) });
  return back.size;
}

/** A process that ended between naming and destroying left this open: done now, unless it is held or not over. */
async function finish(
  open: ReadonlyMap<string, string>,
  { destructions, retention }: Database,
  { ledger, clock }: { readonly ledger: DestructionLedger; readonly clock: InStep },
): Promise<void> {
  if (open.size === 0) return;
  const alive = await destructions.alive(new Set(open.values()));
  const kept = new Map((await retention.kept()).map((thing) => [thing.id, thing]));
  const today = localDateOf(clock.at);
  for (const [hash, thing] of open) {
    const found = alive.has(thing) ? kept.get(thing) : undefined;
    if (found) await retention.destroy(found, today, [lineOf(thing)]);
    const isLeft = (await destructions.alive(new Set([thing]))).size > 0;
    ledger.settle(thing, hash, isLeft ? 'NOT_DONE' : 'DONE');
  }
}

/** The same database that names every destruction outside itself: before it happens, and what became of it. */
export function withDestructions(database: Database, ledger: DestructionLedger): Database {
  const { retention: inner } = database;
  const retention: Retention = {
    kept: () => inner.kept(),
    claim: (...asked) => inner.claim(...asked),
    finished: (...asked) => inner.finished(...asked),
    async destroy(thing, today, lines) {
      const named = ledger.name(thing.id, lines[0]?.ground ?? '');
      const isDone = await inner.destroy(thing, today, lines);
      ledger.settle(thing.id, named, isDone ? 'DONE' : 'NOT_DONE');
      return isDone;
    },
  };
  return { ...database, retention };
}

function lineOf(thing: string): AccessLine {
  const [what = '', id] = thing.split(' ');
  const about = { objectKind: what, object: thing };
  const ofCase = what === 'CASE' && id !== undefined ? { caseId: id as CaseId } : {};
  return { ...line('destroy', 'DESTROYED_BEFORE'), ...about, ...ofCase };
}

function line(event: LoggedEvent, ground: string): AccessLine {
  return {
    id: randomBytes(16).toString('hex'),
    at: instant(Date.now()),
    action: 'D',
    event,
    result: 'ALLOWED',
    role: 'server',
    ground,
    isBreakGlass: false,
    purpose: purposeOfEvent[event],
    objectKind: 'DESTRUCTIONS',
    object: 'DESTRUCTIONS',
    origin: 'server',
    traceId: randomBytes(16).toString('hex'),
  };
}
