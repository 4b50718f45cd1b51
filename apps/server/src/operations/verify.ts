import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type ChainKind,
  type ChainVerdict,
  type CheckpointFolder,
  CheckpointKeyError,
  type Condition,
  conditionAfter,
  conditionOf,
  type Damage,
  KeyFileError,
  lastCheckpoint,
  openToVerify,
  readKeyFile,
  readPublicKey,
  type VerifyConfig,
  verifyDestructions,
} from '@overlegtafel/db';
import { conditionWords } from '../lifecycle/condition-words.ts';
import { type Places, placesOf } from '../lifecycle/places.ts';
import { StartupProblem } from '../startup-problem.ts';
import { verifyFile } from './verify-file.ts';
import type { VerifyReport } from './verify-report.ts';

type Settings = Partial<
  Record<'DATA_DIR' | 'DATA_KEY_FILE' | 'CHECKPOINT_DIR' | 'CHECKPOINT_KEY_FILE', string>
>;

/**
 * Checks every chain of a database without a server: rooms, logs, records and checkpoints.
 *
 * @param place a data folder, the address of a PostgreSQL, or a sealed list that was taken out as a .json file
 * @throws {StartupProblem} when there is nothing to check, or no key opens it
 */
export async function verify(place: string | undefined, settings: Settings): Promise<VerifyReport> {
  if (place === undefined)
    throw new StartupProblem(
      'Zeg wat er gecontroleerd moet worden: npm run verify -- <map met gegevens, postgres://… of bestand.json>',
    );
  if (place.endsWith('.json')) return verifyFile(place);
  const isPostgres = /^postgres(ql)?:\/\//.test(place);
  const dataFolder = resolve(isPostgres ? (settings.DATA_DIR ?? './.data') : place);
  const places = placesOf({
    dataFolder,
    database: isPostgres
      ? { kind: 'postgresql', url: place }
      : { kind: 'sqlite', folder: dataFolder },
    dataKeyFile: settings.DATA_KEY_FILE,
    checkpointFolder: settings.CHECKPOINT_DIR,
    checkpointKeyFile: settings.CHECKPOINT_KEY_FILE,
  });
  const database = databaseAt(isPostgres ? place : undefined, places);
  const key = checkpointKey(places, settings);
  const folder = places.checkpointFolder;
  const condition = await conditionOf(database, { folder, key });
  if (!isToBeReadOn(condition)) return unsound(conditionWords(condition, places));
  try {
    const verdicts = await verdictsOn(database, { folder, key });
    return reportOf(verdicts, { condition, places, hasKey: key !== undefined });
  } catch (error) {
    return unsound(conditionWords(conditionAfter(error), places));
  }
}

type Readable = Extract<Condition, { readonly kind: 'SOUND' | 'BROKEN_PROMISE' }>;

/** The chains of a database that is older than was promised are named one by one all the same. */
function isToBeReadOn(condition: Condition): condition is Readable {
  if (condition.kind === 'BROKEN_PROMISE') return condition.promise !== 'NO_DATABASE';
  return condition.kind === 'SOUND';
}

const unsound = (words: string): VerifyReport => ({ isSound: false, lines: words.split('\n') });

async function verdictsOn(database: VerifyConfig, checkpoints: CheckpointFolder) {
  const opened = openToVerify(database);
  try {
    return [
      ...(await opened.chains.verify(checkpoints)),
      ...(await verifyDestructions(opened.storage, checkpoints)),
    ];
  } finally {
    await opened.close();
  }
}

function databaseAt(url: string | undefined, { dataFolder, keyFile }: Places): VerifyConfig {
  const path = join(dataFolder, 'overlegtafel.db');
  if (url === undefined && !existsSync(path))
    throw new StartupProblem(`In ${dataFolder} staat geen database.`);
  try {
    if (url === undefined) return { kind: 'sqlite', path, keys: readKeyFile(keyFile) };
    const keys = existsSync(keyFile) ? readKeyFile(keyFile) : undefined;
    return { kind: 'postgresql', url, keys };
  } catch (error) {
    if (!(error instanceof KeyFileError)) throw error;
    throw new StartupProblem(`De sleutel in ${keyFile} opent deze gegevens niet.`);
  }
}

/** The private file will do, and so will one with only the public key: who checks need not be able to sign. */
function checkpointKey({ checkpointKeyFile: file }: Places, settings: Settings) {
  if (settings.CHECKPOINT_KEY_FILE === undefined && !existsSync(file)) return undefined;
  try {
    return readPublicKey(file);
  } catch (error) {
    if (error instanceof CheckpointKeyError)
      throw new StartupProblem(
        `In ${file} staat geen sleutel waarmee controlepunten te lezen zijn.`,
      );
    throw error;
  }
}

const chainNames: Record<ChainKind, string> = {
  ROOM: 'Document',
  ACCESS: 'Toegangslog',
  PROCESSING: 'Verwerkingenlog',
  RECORD: 'Verslagen van tafel',
  CHECKPOINT: 'Controlepunten',
  ACCOUNTS: 'Plekken, personen en accounts',
  MEMBERSHIP: 'Plek',
  PERSON: 'Persoon',
  SUBJECT: 'Account',
  DESTRUCTION: 'Vernietigingen',
};

const damageWords: Record<Damage, string> = {
  MISSING: 'ontbreekt',
  CHANGED: 'is niet wat er is vastgelegd, of staat op een andere plaats',
  EXTRA: 'hoort er niet bij',
  PUT_BACK: 'is teruggezet zoals het eerder was',
  END_MOVED: 'is niet het einde dat is vastgelegd',
  SEAL_BROKEN: 'heeft een deel dat niet meer is wat er is verzegeld',
  NOT_SIGNED: 'is niet met de sleutel van deze server ondertekend',
  NOT_AS_PROMISED:
    'belooft regels die niet in de database staan: er is iets afgeknipt of teruggezet',
  BACK_AGAIN: 'noemt iets dat vernietigd is, en dat staat weer in de database',
};

interface Examined {
  readonly condition: Readable;
  readonly places: Places;
  readonly hasKey: boolean;
}

const accountsUnseen =
  'Plekken en accounts zijn niet bekeken: ze zijn nog niet verzegeld, of het sleutelbestand is er niet.';

function reportOf(
  verdicts: readonly ChainVerdict[],
  { condition, places, hasKey }: Examined,
): VerifyReport {
  const broken = verdicts.filter(({ kind }) => kind === 'BROKEN').length;
  const { checkpointFolder: folder } = places;
  const last = lastCheckpoint(folder);
  const isAsPromised = condition.kind === 'SOUND';
  const unsigned = 'Er is geen sleutel voor controlepunten: hun handtekeningen zijn niet bekeken.';
  return {
    isSound: isAsPromised && broken === 0,
    lines: [
      ...(isAsPromised ? [] : conditionWords(condition, places).split('\n')),
      ...verdicts.map(sentenceOf),
      ...(verdicts.some(({ of }) => of === 'ACCOUNTS') ? [] : [accountsUnseen]),
      last
        ? `Laatste controlepunt: ${last.at}, vingerafdruk ${last.hash}`
        : `Er zijn geen controlepunten in ${folder}: of er aan het eind iets is afgeknipt, is niet te zien.`,
      ...(hasKey || !last ? [] : [unsigned]),
      ...conclusion(broken, verdicts.length, isAsPromised),
    ],
  };
}

function conclusion(broken: number, chains: number, isAsPromised: boolean): readonly string[] {
  if (broken > 0) return [`Er klopt iets niet: ${broken} van ${chains} ketens.`];
  return isAsPromised ? ['Alles klopt.'] : [];
}

function sentenceOf(verdict: ChainVerdict): string {
  const sort = chainNames[verdict.of];
  const name = verdict.of === 'ACCOUNTS' ? sort : `${sort} ${verdict.name}`;
  if (verdict.kind === 'SOUND')
    return `${name}: in orde, ${verdict.lines} ${verdict.lines === 1 ? 'regel' : 'regels'}`;
  return `${name}: NIET IN ORDE, regel ${verdict.line} ${damageWords[verdict.damage]}`;
}
