import { join } from 'node:path';
import { readKeyFile, sqliteUse } from '@overlegtafel/db';
import { clockStanding, instant } from '@overlegtafel/domain';
import type { Configuration } from '../configuration/configuration.ts';
import { knownBeside, promisedAt } from '../lifecycle/clock-watch.ts';
import { keepCheckpoints } from '../lifecycle/keep-checkpoints.ts';
import {
  destroyAgain,
  type Loss,
  openDestructionsAfterRestore,
} from '../lifecycle/keep-destructions.ts';
import { openUnchecked } from '../lifecycle/open-storage.ts';
import { placesOf, practiceKeyName } from '../lifecycle/places.ts';
import type { Log } from '../log.ts';
import { StartupProblem } from '../startup-problem.ts';

/**
 * Takes a backup that was put back as the truth: what was destroyed since is destroyed again, every room gets a higher epoch, so that browsers
 * say again what they were told was safe, and every case a new key.
 *
 * @returns what was done, for the person at the terminal
 * @throws {StartupProblem} when there is no database, a server has it open, or the list of what was destroyed is missing
 */
export async function acceptRestore(
  configuration: Configuration,
  log: Log,
  loss?: Loss,
): Promise<string> {
  if (configuration.database.kind === 'sqlite') refuseWhileInUse(configuration);
  const opened = await openUnchecked(configuration, log);
  let { database } = opened;
  let again: number;
  try {
    const broken = (await database.verifyAll()).filter(({ kind }) => kind === 'broken');
    if (broken.length > 0)
      throw new StartupProblem(
        `De teruggezette back-up klopt niet: ${broken.length} documenten zijn beschadigd. Er is niets veranderd. Zet een andere back-up terug.`,
      );
    const ledger = await openDestructionsAfterRestore(database, configuration, loss);
    const promised = promisedAt(placesOf(configuration).checkpointFolder);
    const known = await knownBeside(database.clock, promised)();
    const clock = clockStanding(instant(Date.now()), known);
    again = await destroyAgain(database, { ledger, clock }, log);
    await database.acceptRestore();
    database = await keepCheckpoints(database, configuration, log, {
      restored: 'RESTORED',
      ledger,
    });
  } finally {
    await database.close();
  }
  return [
    'De teruggezette back-up geldt vanaf nu.',
    'Alle documenten hebben een nieuw tijdperk: wie nog tekst op het eigen apparaat heeft staan, stuurt die opnieuw.',
    'Alle zaken hebben een nieuwe sleutel voor wat er vanaf nu bij komt.',
    `Opnieuw vernietigd, omdat het al vernietigd was: ${again}.`,
    'Je kunt de server nu starten.',
  ].join('\n');
}

function refuseWhileInUse({ dataFolder, dataKeyFile }: Configuration): void {
  const keys = readKeyFile(dataKeyFile ?? join(dataFolder, practiceKeyName));
  switch (sqliteUse(dataFolder, keys)) {
    case 'ABSENT':
      throw new StartupProblem(`In ${dataFolder} staat geen database. Zet eerst de back-up terug.`);
    case 'IN_USE':
      throw new StartupProblem(
        'De server draait nog op deze gegevens. Stop de server en probeer het dan opnieuw.',
      );
    case 'FREE':
  }
}
