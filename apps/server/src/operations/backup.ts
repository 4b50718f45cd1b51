import { randomBytes } from 'node:crypto';
import {
  closeSync,
  cpSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  BrokenCopyError,
  conditionAfter,
  copyDatabase,
  type DatabaseCopy,
  type InstallationKeys,
  type KeyedDatabase,
  lastCheckpoint,
} from '@overlegtafel/db';
import type { Configuration } from '../configuration/configuration.ts';
import { conditionWords } from '../lifecycle/condition-words.ts';
import { placesOf } from '../lifecycle/places.ts';
import { StartupProblem } from '../startup-problem.ts';
import {
  type BackupManifest,
  filesIn,
  manifestName,
  readManifest,
  sealManifest,
} from './backup-manifest.ts';
import { examine } from './examine.ts';
import { keysOf } from './keys-of.ts';

const unfinished = '.bezig-';
const finished = /^overlegtafel-\d{8}T\d{9}Z$/;
const dayMs = 86_400_000;

/** A backup that is whole, as far as its list says. */
export interface ListedBackup {
  readonly folder: string;
  readonly manifest: BackupManifest;
}

/**
 * Makes a backup while the server runs. It gets its name when everything is on disk: one that was cut short has no
 * name, and is never listed.
 *
 * @returns what was done, for the person at the terminal
 * @throws {StartupProblem} when there is nothing to save, or nowhere to save it
 */
export async function backup(
  target: string | undefined,
  configuration: Configuration,
  now: () => number,
): Promise<readonly string[]> {
  if (target === undefined)
    throw new StartupProblem('Zeg waar de back-up komt: npm run backup -- <map>');
  const keys = keysOf(configuration);
  const source = await soundSource(configuration, keys);
  prepareTarget(target, now());
  const work = join(target, `${unfinished}${randomBytes(8).toString('hex')}`);
  mkdirSync(work, { mode: 0o700 });
  try {
    const manifest = await fill(work, { configuration, source, now });
    writeDurably(join(work, manifestName), sealManifest(manifest, keys.backups));
    syncTree(work);
    const folder = join(target, `overlegtafel-${manifest.at.replaceAll(/[-:.]/g, '')}`);
    renameSync(work, folder);
    syncPath(target);
    return whatWasDone(folder, manifest);
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    throw error;
  }
}

/** The backups of a folder whose list this installation sealed, oldest first. Their files are checked at a restore. */
export function listBackups(
  target: string,
  { backups }: Pick<InstallationKeys, 'backups'>,
): readonly ListedBackup[] {
  if (!existsSync(target)) return [];
  const names = readdirSync(target).filter((name) => finished.test(name));
  return names.toSorted().flatMap((name) => {
    const folder = join(target, name);
    const manifest = readManifest(folder, backups);
    return manifest ? [{ folder, manifest }] : [];
  });
}

interface Saving {
  readonly configuration: Configuration;
  readonly source: KeyedDatabase;
  readonly now: () => number;
}

async function fill(work: string, from: Saving): Promise<BackupManifest> {
  const { checkpointFolder, dataFolder } = from.configuration;
  const checkpoints = checkpointFolder ?? join(dataFolder, 'checkpoints');
  // Before the database: so it has everything that they promise.
  if (existsSync(checkpoints))
    cpSync(checkpoints, join(work, 'checkpoints'), {
      recursive: true,
      filter: (path) => path === checkpoints || path.endsWith('.jsonl'),
    });
  const at = new Date(from.now()).toISOString();
  const copy = await copied(from, work);
  const checkpoint = lastCheckpoint(join(work, 'checkpoints')) ?? null;
  return { form: 1, at, copy, files: await filesIn(work), checkpoint };
}

/** What would not be put back is not worth the name of a backup. */
const notSaved = 'Er is geen back-up gemaakt.';

async function soundSource(configuration: Configuration, keys: InstallationKeys) {
  const { database, condition, places } = await examine(configuration, keys);
  if (condition.kind === 'SOUND') return database;
  throw new StartupProblem(`${conditionWords(condition, places)}\n${notSaved}`);
}

/** The copy, of which every chain holds: a restore asks the same. */
async function copied(
  { configuration, source }: Pick<Saving, 'configuration' | 'source'>,
  work: string,
): Promise<DatabaseCopy> {
  try {
    return await copyDatabase(source, work);
  } catch (error) {
    if (error instanceof BrokenCopyError)
      throw new StartupProblem(
        `${error.broken} van ${error.chains} ketens in de gegevens kloppen niet. Voer npm run verify uit: dat noemt ze. Bewaar de map met gegevens zelf, zoals die nu is.\n${notSaved}`,
      );
    throw new StartupProblem(
      `${conditionWords(conditionAfter(error), placesOf(configuration))}\n${notSaved}`,
    );
  }
}

/** Makes the folder, and clears away what was cut short and lies there for more than a day. */
function prepareTarget(target: string, nowMs: number): void {
  try {
    mkdirSync(target, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(target).filter((one) => one.startsWith(unfinished))) {
      const path = join(target, name);
      if (nowMs - statSync(path).mtimeMs > dayMs) rmSync(path, { recursive: true, force: true });
    }
  } catch (error) {
    throw new StartupProblem(`In ${target} is niet te schrijven. Kies een andere map.`, {
      cause: error,
    });
  }
}

function whatWasDone(folder: string, { copy, files, checkpoint }: BackupManifest) {
  const megabytes = (files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1);
  return [
    `De back-up staat in ${folder}: ${files.length} bestanden, ${megabytes} MB.`,
    checkpoint
      ? `Het laatste controlepunt erin is van ${checkpoint.at}, vingerafdruk ${checkpoint.hash}.`
      : 'Er zijn nog geen controlepunten.',
    `De database heeft ${copy.migrations} migraties en ${Object.keys(copy.heads.rooms).length} open documenten.`,
    'Het sleutelbestand zit er niet in. Bewaar dat op een andere plaats: zonder die sleutel is deze back-up niet te lezen.',
  ];
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncTree(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    syncPath(join(folder, name));
  syncPath(folder);
}

/** On disk when it returns: a file, or the names in a folder. */
function syncPath(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
