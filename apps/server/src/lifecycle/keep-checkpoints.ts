import type { KeyObject } from 'node:crypto';
import {
  BehindCheckpointError,
  CheckpointFolderError,
  CheckpointKeyError,
  conditionAfter,
  type Database,
  type DestructionLedger,
  lacksDestructions,
  readCheckpointKey,
  readOrMakeCheckpointKey,
  withCheckpoints,
} from '@overlegtafel/db';
import type { Configuration } from '../configuration/configuration.ts';
import type { Log } from '../log.ts';
import { StartupProblem } from '../startup-problem.ts';
import { conditionWords, promiseWords } from './condition-words.ts';
import { withoutDestructions } from './destruction-words.ts';
import { type Places, placesOf } from './places.ts';

/**
 * Holds the database against its last checkpoint, and keeps new ones from then on, until it is closed.
 *
 * @throws {StartupProblem} when rows are missing that were promised, or the key cannot be used
 */
export async function keepCheckpoints(
  database: Database,
  configuration: Configuration,
  log: Log,
  {
    restored,
    ledger,
  }: { readonly restored: 'RESTORED' | 'NOT_RESTORED'; readonly ledger: DestructionLedger },
): Promise<Database> {
  const places = placesOf(configuration);
  const { checkpointFolder: folder } = places;
  const key = signingKey(configuration);
  try {
    if (restored === 'NOT_RESTORED' && lacksDestructions(folder))
      throw new StartupProblem(withoutDestructions(folder));
    const onTrouble = (error: unknown) => log.failure('checkpoint', error);
    const mustBePromised = places.kind === 'sqlite';
    const destructions = () => ledger.head;
    const settings = {
      folder,
      key,
      now: () => Date.now(),
      mustBePromised,
      onTrouble,
      destructions,
    };
    return withCheckpoints(database, await database.chains.keepCheckpoints(settings, restored));
  } catch (error) {
    throw asStartupProblem(error, places);
  }
}

/**
 * The key that signs what leaves the machine.
 *
 * @throws {StartupProblem} when it cannot be used
 */
export function signingKey(configuration: Configuration): KeyObject {
  const places = placesOf(configuration);
  try {
    const isPractice = configuration.mode === 'practice';
    const { checkpointKeyFile } = places;
    return isPractice
      ? readOrMakeCheckpointKey(checkpointKeyFile)
      : readCheckpointKey(checkpointKeyFile);
  } catch (error) {
    throw asStartupProblem(error, places);
  }
}

function asStartupProblem(error: unknown, places: Places): unknown {
  if (error instanceof StartupProblem) return error;
  if (error instanceof CheckpointKeyError)
    return new StartupProblem(
      `De sleutel voor controlepunten in ${places.checkpointKeyFile} is niet te gebruiken. Zet er een Ed25519-sleutel in (PEM) en maak het bestand alleen leesbaar voor de gebruiker van de server (chmod 600).`,
    );
  if (error instanceof BehindCheckpointError)
    return new StartupProblem(promiseWords(error.behind, error.at, places));
  if (error instanceof CheckpointFolderError)
    return new StartupProblem(conditionWords({ kind: 'UNREADABLE_PROMISES' }, places));
  return new StartupProblem(conditionWords(conditionAfter(error), places), { cause: error });
}
