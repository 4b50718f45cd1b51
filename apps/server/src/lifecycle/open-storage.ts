import { join } from 'node:path';
import {
  conditionAfter,
  conditionWhereNothingIs,
  type Database,
  KeyFileError,
  openDatabase,
  readKeyFile,
  readOrMakeKeyFile,
} from '@overlegtafel/db';
import { instant } from '@overlegtafel/domain';
import type { Configuration } from '../configuration/configuration.ts';
import type { Log } from '../log.ts';
import { StartupProblem } from '../startup-problem.ts';
import { ClockWatch, promisedAt } from './clock-watch.ts';
import { conditionWords } from './condition-words.ts';
import { sealAccounts } from './seal-accounts.ts';
import { keepCheckpoints } from './keep-checkpoints.ts';
import { destroyAgain, openDestructions, withDestructions } from './keep-destructions.ts';
import { type Places, placesOf } from './places.ts';

/** The database, and the secret from which this server signs its sessions. */
export interface Opened {
  readonly database: Database;
  readonly sessionSecret: Uint8Array;
}

/** What a server runs on. */
export interface Storage extends Opened {
  /** Asked before anything that cannot be taken back. */
  readonly watch: ClockWatch;
}

/**
 * Opens what the configuration asks for. A database that can no longer be trusted ends the process: whoever starts it
 * again gets the checks of a start, and nothing is written after a failed write.
 *
 * Before anything is written it is held against its last checkpoint, and the clock against what was known. What was
 * destroyed before and is there again is destroyed again before anybody can ask for it.
 *
 * @throws {StartupProblem} when it cannot be opened, with what to do
 */
export async function openStorage(
  configuration: Configuration,
  log: Log,
  now: () => number = Date.now,
): Promise<Storage> {
  await refuseIfGone(configuration);
  const { database, sessionSecret } = await openUnchecked(configuration, log);
  try {
    const watch = watchClock(database, configuration, log);
    const ledger = await openDestructions(database, configuration);
    const kept = await keepCheckpoints(database, configuration, log, {
      restored: 'NOT_RESTORED',
      ledger,
    });
    const clock = await watch.look(instant(now()));
    await destroyAgain(kept, { ledger, clock }, log);
    await sealAccounts(kept, log);
    return { database: withDestructions(kept, ledger), sessionSecret, watch };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The last checkpoint is read before this process makes one. */
function watchClock(
  { clock: marks }: Pick<Database, 'clock'>,
  configuration: Configuration,
  log: Log,
): ClockWatch {
  const places = placesOf(configuration);
  try {
    return new ClockWatch({ marks, before: promisedAt(places.checkpointFolder), log });
  } catch (error) {
    throw asStartupProblem(error, places);
  }
}

/** A database that is gone or emptied is not begun anew: what was promised of it would only be missed afterwards. */
async function refuseIfGone(configuration: Configuration): Promise<void> {
  const places = placesOf(configuration);
  if (places.kind !== 'sqlite') return;
  const path = join(places.dataFolder, 'overlegtafel.db');
  const nothing = await conditionWhereNothingIs(path, { folder: places.checkpointFolder });
  if (nothing && nothing.kind !== 'NOTHING_YET')
    throw new StartupProblem(conditionWords(nothing, places));
}

/**
 * The same without looking at checkpoints: for whoever puts a backup back.
 *
 * @throws {StartupProblem} when it cannot be opened, with what to do
 */
export async function openUnchecked(configuration: Configuration, log: Log): Promise<Opened> {
  const { mode, dataFolder, database: choice } = configuration;
  const places = placesOf(configuration);
  const { keyFile } = places;
  try {
    const keys = mode === 'practice' ? readOrMakeKeyFile(keyFile) : readKeyFile(keyFile);
    const database = await openDatabase({
      mode,
      dataDir: dataFolder,
      keyFile,
      databaseUrl: choice.kind === 'postgresql' ? choice.url : undefined,
      onTrouble: (trouble) =>
        trouble === undefined
          ? log.event('storing is fine again', {})
          : log.event('nothing is stored for the moment', { trouble }),
      onFatal: (error) => {
        log.failure('storage', error);
        process.exit(error.exitCode);
      },
    });
    return { database, sessionSecret: keys.sessions };
  } catch (error) {
    throw asStartupProblem(error, places);
  }
}

function asStartupProblem(error: unknown, places: Places): unknown {
  if (error instanceof KeyFileError)
    return new StartupProblem(
      `Het sleutelbestand ${places.keyFile} is niet te gebruiken. Zet er 64 hexadecimale tekens in en maak het alleen leesbaar voor de gebruiker van de server (chmod 600).`,
    );
  return new StartupProblem(conditionWords(conditionAfter(error), places), { cause: error });
}
