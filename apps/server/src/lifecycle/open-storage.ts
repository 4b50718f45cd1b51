import { join } from 'node:path';
import {
  BrokenChainError,
  type Database,
  FatalStorageError,
  KeyFileError,
  openDatabase,
  readKeyFile,
  readOrMakeKeyFile,
  StorageUnavailableError,
  UnsupportedVersionError,
  WrongKeyError,
} from '@overlegtafel/db';
import type { Configuration } from '../configuration/configuration.ts';
import type { Log } from '../log.ts';
import { StartupProblem } from '../startup-problem.ts';
import { keepCheckpoints } from './keep-checkpoints.ts';

/** The database, and the secret from which this server signs its sessions. */
export interface Storage {
  readonly database: Database;
  readonly sessionSecret: Uint8Array;
}

/** The key file that a practice table makes for itself. */
export const practiceKeyName = 'practice.key';

/**
 * Opens what the configuration asks for. A database that can no longer be trusted ends the process: whoever starts it
 * again gets the checks of a start, and nothing is written after a failed write.
 *
 * Before anything is written it is held against its last checkpoint.
 *
 * @throws {StartupProblem} when it cannot be opened, with what to do
 */
export async function openStorage(configuration: Configuration, log: Log): Promise<Storage> {
  const { database, sessionSecret } = await openUnchecked(configuration, log);
  try {
    return { database: await keepCheckpoints(database, configuration, log), sessionSecret };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * The same without looking at checkpoints: for whoever puts a backup back.
 *
 * @throws {StartupProblem} when it cannot be opened, with what to do
 */
export async function openUnchecked(configuration: Configuration, log: Log): Promise<Storage> {
  const { mode, dataFolder, database: choice } = configuration;
  const keyFile = configuration.dataKeyFile ?? join(dataFolder, practiceKeyName);
  try {
    const keys = mode === 'practice' ? readOrMakeKeyFile(keyFile) : readKeyFile(keyFile);
    const database = await openDatabase({
      mode,
      dataDir: dataFolder,
      keyFile,
      databaseUrl: choice.kind === 'postgresql' ? choice.url : undefined,
      onFatal: (error) => {
        log.failure('storage', error);
        process.exit(error.exitCode);
      },
    });
    return { database, sessionSecret: keys.sessions };
  } catch (error) {
    throw asStartupProblem(error, { keyFile, dataFolder });
  }
}

function asStartupProblem(
  error: unknown,
  { keyFile, dataFolder }: { keyFile: string; dataFolder: string },
): unknown {
  if (error instanceof KeyFileError)
    return new StartupProblem(
      `Het sleutelbestand ${keyFile} is niet te gebruiken. Zet er 64 hexadecimale tekens in en maak het alleen leesbaar voor de gebruiker van de server (chmod 600).`,
    );
  if (error instanceof WrongKeyError)
    return new StartupProblem(
      `De sleutel in ${keyFile} past niet op de gegevens in ${dataFolder}. Gebruik het sleutelbestand dat bij deze gegevens hoort.`,
    );
  if (error instanceof UnsupportedVersionError)
    return new StartupProblem(
      'De gegevens zijn door een nieuwere versie van Overlegtafel geschreven. Start die versie, of zet een back-up van deze versie terug.',
    );
  if (error instanceof FatalStorageError || error instanceof BrokenChainError)
    return new StartupProblem(
      `De gegevens in ${dataFolder} zijn beschadigd. Start er niet verder mee: zet een back-up terug.`,
    );
  if (error instanceof StorageUnavailableError || isUnreachable(error))
    return new StartupProblem(
      'De database geeft geen antwoord. Controleer of die draait en of DATABASE_URL klopt.',
    );
  return error;
}

/** What Node and PostgreSQL say when there is nobody, or nobody who lets us in. */
const unreachable: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
  '28000',
  '28P01',
  '3D000',
  '57P03',
]);

function isUnreachable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && unreachable.has(error.code);
}
