import { join } from 'node:path';
import {
  BehindCheckpointError,
  CheckpointKeyError,
  type Database,
  readCheckpointKey,
  readOrMakeCheckpointKey,
  withCheckpoints,
} from '@overlegtafel/db';
import type { Configuration } from '../configuration/configuration.ts';
import type { Log } from '../log.ts';
import { StartupProblem } from '../startup-problem.ts';

/** Where the checkpoints of a server stand, and the key that signs them. */
function checkpointPlaces({
  dataFolder,
  checkpointFolder,
  checkpointKeyFile,
}: Pick<Configuration, 'dataFolder' | 'checkpointFolder' | 'checkpointKeyFile'>) {
  return {
    folder: checkpointFolder ?? join(dataFolder, 'checkpoints'),
    keyFile: checkpointKeyFile ?? join(dataFolder, 'checkpoint.key'),
  };
}

/**
 * Holds the database against its last checkpoint, and keeps new ones from then on, until it is closed.
 *
 * @throws {StartupProblem} when rows are missing that were promised, or the key cannot be used
 */
export async function keepCheckpoints(
  database: Database,
  configuration: Configuration,
  log: Log,
  restored: 'RESTORED' | 'NOT_RESTORED' = 'NOT_RESTORED',
): Promise<Database> {
  const { folder, keyFile } = checkpointPlaces(configuration);
  try {
    const isPractice = configuration.mode === 'practice';
    const key = isPractice ? readOrMakeCheckpointKey(keyFile) : readCheckpointKey(keyFile);
    const onTrouble = (error: unknown) => log.failure('checkpoint', error);
    const settings = { folder, key, now: () => Date.now(), onTrouble };
    return withCheckpoints(database, await database.chains.keepCheckpoints(settings, restored));
  } catch (error) {
    throw asStartupProblem(error, { folder, keyFile });
  }
}

function asStartupProblem(
  error: unknown,
  { folder, keyFile }: { readonly folder: string; readonly keyFile: string },
): unknown {
  if (error instanceof CheckpointKeyError)
    return new StartupProblem(
      `De sleutel voor controlepunten in ${keyFile} is niet te gebruiken. Zet er een Ed25519-sleutel in (PEM) en maak het bestand alleen leesbaar voor de gebruiker van de server (chmod 600).`,
    );
  if (!(error instanceof BehindCheckpointError)) return error;
  return new StartupProblem(`${whatIsWrong(error, folder)}\n${whatToDo(error)}`);
}

function whatIsWrong({ at, behind }: BehindCheckpointError, folder: string): string {
  if (behind === 'FORGED')
    return `Een controlepunt in ${folder} is niet met de sleutel van deze server ondertekend.`;
  if (behind === 'ANOTHER_DATABASE')
    return `Deze database is een andere dan die waarvan het controlepunt van ${at} is gemaakt.`;
  return `Deze database is ouder dan het controlepunt van ${at}, of er zijn regels uit weg: wat toen is vastgelegd, staat er niet meer in.`;
}

function whatToDo({ behind }: BehindCheckpointError): string {
  return behind === 'FORGED'
    ? 'Start er niet verder mee. Heb je zelf een andere sleutel gekozen, gebruik dan ook een andere map (CHECKPOINT_DIR).'
    : 'Start er niet verder mee. Heb je met opzet een back-up teruggezet, voer dan eerst npm run accept-restore uit.';
}
