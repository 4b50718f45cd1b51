import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import {
  CheckpointKeyError,
  conditionAfter,
  type InstallationKeys,
  type KeyedDatabase,
  lacksDestructions,
  lastCheckpoint,
  namesDestructions,
  putDatabaseBack,
  readPublicKey,
  RestoreRefusedError,
  takeOverDestructions,
} from '@overlegtafel/db';
import type { Configuration } from '../configuration/configuration.ts';
import { withoutDestructions } from '../lifecycle/destruction-words.ts';
import type { Loss } from '../lifecycle/keep-destructions.ts';
import type { Log } from '../log.ts';
import { conditionWords } from '../lifecycle/condition-words.ts';
import { placesOf } from '../lifecycle/places.ts';
import { StartupProblem } from '../startup-problem.ts';
import { acceptRestore } from './accept-restore.ts';
import { type BackupManifest, filesIn, readManifest } from './backup-manifest.ts';
import { keysOf } from './keys-of.ts';

/** What may stand in the folder before: keys are never in a backup. */
const keyFiles: ReadonlySet<string> = new Set(['practice.key', 'checkpoint.key']);

/** Where a backup goes, and who answers for it when the list of what was destroyed is gone. */
export interface RestoreSettings {
  readonly configuration: Configuration;
  readonly loss?: Loss | undefined;
}

/**
 * Puts a backup back where there is nothing yet, checks all of it, and takes it as the truth.
 *
 * @returns what was done, for the person at the terminal
 * @throws {StartupProblem} when anything is not right; then nothing was changed
 */
export async function restore(
  [backupFolder, dataFolder]: readonly (string | undefined)[],
  { configuration: settings, loss }: RestoreSettings,
  log: Log,
): Promise<readonly string[]> {
  if (backupFolder === undefined || dataFolder === undefined)
    throw new StartupProblem(
      'Zeg welke back-up waar terugkomt: npm run restore -- <back-up> <lege map>',
    );
  const configuration = inFolder(settings, resolve(dataFolder));
  refuseUnlessEmpty(configuration);
  const keys = keysOf(configuration);
  const manifest = await checkFiles(backupFolder, keys, configuration);
  const { checkpointFolder } = placesOf(configuration);
  const saved = join(backupFolder, 'checkpoints');
  if (!loss) refuseWithoutDestructions(checkpointFolder, saved, manifest);
  mkdirSync(configuration.dataFolder, { recursive: true, mode: 0o700 });
  const chains = await putBack(backupFolder, manifest, { configuration, keys });
  const before = namesIn(checkpointFolder);
  const later = lastCheckpoint(checkpointFolder);
  try {
    if (!later) copyCheckpoints(saved, checkpointFolder);
    takeOverDestructions(saved, checkpointFolder);
    const accepted = await acceptRestore(configuration, log, loss);
    return [...whatWasDone(manifest, chains, later?.at), accepted];
  } catch (error) {
    for (const name of namesIn(checkpointFolder).filter((one) => !before.includes(one)))
      rmSync(join(checkpointFolder, name));
    for (const name of ['', '-wal', '-shm'])
      rmSync(join(configuration.dataFolder, `overlegtafel.db${name}`), { force: true });
    throw error;
  }
}

/** The list that counts is the one beside the checkpoints: the one in a backup ends where the backup was made. */
function refuseWithoutDestructions(
  folder: string,
  saved: string,
  { copy }: Pick<BackupManifest, 'copy'>,
): void {
  if (!namesDestructions(folder, copy.database) || lacksDestructions(folder, saved))
    throw new StartupProblem(`${withoutDestructions(folder)}\nEr is niets teruggezet.`);
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function inFolder(settings: Configuration, dataFolder: string): Configuration {
  const { database } = settings;
  return {
    ...settings,
    dataFolder,
    database: database.kind === 'sqlite' ? { kind: 'sqlite', folder: dataFolder } : database,
  };
}

function refuseUnlessEmpty({ dataFolder }: Configuration): void {
  const found = existsSync(dataFolder) ? readdirSync(dataFolder) : [];
  const besides = found.filter(
    (name) => !keyFiles.has(name) && !isCheckpoints(join(dataFolder, name)),
  );
  if (besides.length === 0) return;
  throw new StartupProblem(
    `De map ${dataFolder} is niet leeg. Een back-up komt nooit over iets heen: kies een lege map. Alleen sleutelbestanden en de map met controlepunten mogen er al staan.`,
  );
}

function isCheckpoints(path: string): boolean {
  if (basename(path) !== 'checkpoints') return false;
  return readdirSync(path).every((name) => name.endsWith('.jsonl'));
}

async function checkFiles(folder: string, keys: InstallationKeys, { database }: Configuration) {
  const manifest = readManifest(folder, keys.backups);
  if (!manifest)
    throw new StartupProblem(
      `In ${folder} staat geen hele back-up die bij dit sleutelbestand hoort. Er is niets teruggezet.`,
    );
  if (manifest.copy.kind !== database.kind) throw refusalOf('OTHER_KIND', folder);
  const found = JSON.stringify(await filesIn(folder));
  if (found !== JSON.stringify(manifest.files)) throw refusalOf('DAMAGED', folder);
  return manifest;
}

async function putBack(
  folder: string,
  { copy }: BackupManifest,
  {
    configuration,
    keys,
  }: { readonly configuration: Configuration; readonly keys: InstallationKeys },
): Promise<number> {
  const { database, dataFolder } = configuration;
  const target: KeyedDatabase =
    database.kind === 'postgresql'
      ? { kind: 'postgresql', url: database.url, keys }
      : { kind: 'sqlite', path: join(dataFolder, 'overlegtafel.db'), keys };
  const key = publicKey(placesOf(configuration).checkpointKeyFile);
  const checkpoints = { folder: join(folder, 'checkpoints'), key };
  try {
    return (await putDatabaseBack(copy, { folder, checkpoints }, target)).length;
  } catch (error) {
    throw asProblem(error, folder, configuration);
  }
}

function publicKey(file: string) {
  if (!existsSync(file)) return undefined;
  try {
    return readPublicKey(file);
  } catch (error) {
    if (!(error instanceof CheckpointKeyError)) throw error;
    throw new StartupProblem(`In ${file} staat geen sleutel voor controlepunten.`);
  }
}

function copyCheckpoints(from: string, to: string): void {
  if (!existsSync(from)) return;
  const filter = (path: string) => !basename(path).startsWith('destructions-');
  cpSync(from, to, { recursive: true, force: false, filter });
}

/** What the copy has is said of the backup; what the place has where it should come, of that place. */
function asProblem(error: unknown, folder: string, configuration: Configuration): unknown {
  if (error instanceof RestoreRefusedError) return refusalOf(error.why, folder);
  const condition = conditionAfter(error);
  if (condition.kind === 'TROUBLE') {
    if (condition.trouble === 'NEWER') return refusalOf('NEWER', folder);
    if (condition.trouble === 'WRONG_KEY' || condition.trouble === 'DAMAGED')
      return refusalOf('DAMAGED', folder);
  }
  const words = conditionWords(condition, placesOf(configuration));
  return new StartupProblem(`${words} Er is niets teruggezet.`, { cause: error });
}

function refusalOf(why: RestoreRefusedError['why'], folder: string): StartupProblem {
  const words = {
    NOT_EMPTY: 'De database is niet leeg. Een back-up komt nooit over iets heen.',
    DAMAGED: `De back-up in ${folder} is niet wat er is bewaard. Neem een andere.`,
    OTHER_KIND: `De back-up in ${folder} is van een ander soort database dan DATABASE_URL zegt.`,
    NEWER: `De back-up in ${folder} is met een nieuwere versie van Overlegtafel gemaakt. Gebruik die versie.`,
  };
  return new StartupProblem(`${words[why]} Er is niets teruggezet.`);
}

function whatWasDone({ at, files }: BackupManifest, chains: number, later: string | undefined) {
  const isLater = later !== undefined && later > at;
  return [
    `De back-up van ${at} is teruggezet: ${files.length} bestanden en ${chains} ketens gecontroleerd, alles klopt.`,
    'Niemand is meer ingelogd.',
    ...(isLater
      ? [
          `Let op: er is een controlepunt van ${later}. Wat na ${at} is vastgelegd, staat niet in deze back-up.`,
        ]
      : []),
  ];
}
