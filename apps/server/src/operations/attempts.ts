import { randomBytes } from 'node:crypto';
import {
  addDays,
  idFromBytes,
  instant,
  isoWeekOf,
  localDateOf,
  periodOfWeek,
} from '@overlegtafel/domain';
import { type AttemptsOfDay, readAttempts } from '@overlegtafel/usecases';
import type { Configuration } from '../configuration/configuration.ts';
import { openUnchecked } from '../lifecycle/open-storage.ts';
import type { Log } from '../log.ts';
import { StartupProblem } from '../startup-problem.ts';

/** From so many refusals on one day somebody is named as above the threshold. */
const threshold = 10;
const idBytes = 17;

/**
 * AU68: who was refused how often in a week, one line for each person and day.
 *
 * @param week as ISO 8601 writes it, such as `2026-W47`; absent: the last whole week
 * @throws {StartupProblem} for what is no week
 */
export async function attempts(
  week: string | undefined,
  configuration: Configuration,
  log: Log,
  nowMs: number,
): Promise<readonly string[]> {
  const object = week ?? isoWeekOf(addDays(localDateOf(instant(nowMs)), -7));
  const period = periodOfWeek(object);
  if (!period)
    throw new StartupProblem(
      'Dit is geen week. Schrijf hem zo: npm run attempts -- --week 2026-W47',
    );
  const { database } = await openUnchecked(configuration, log);
  try {
    const { stores, ledger, audit } = database;
    const newId = () => idFromBytes('ItemId', randomBytes(idBytes));
    const world = { stores, ledger, audit, now: () => instant(nowMs), newId };
    const found = await readAttempts({ period, object, threshold }, world);
    const over = new Set(found.filter(({ isOver }) => isOver).map(({ person }) => person));
    return [
      `Geweigerde pogingen in ${object}`,
      ...found.map(lineOf),
      `${found.length} regels, ${over.size} mensen op een dag op of boven de drempel van ${threshold}.`,
    ];
  } finally {
    await database.close();
  }
}

function lineOf({ day, person, name, attempts: count, things, isOver }: AttemptsOfDay): string {
  const id = person ?? 'onbekend';
  const who = name === undefined ? id : `${name} (${id})`;
  return `${day}  ${who}  ${count} keer, ${things} verschillende dingen${isOver ? '  BOVEN DE DREMPEL' : ''}`;
}
