import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  CheckpointKeyError,
  type ChainKind,
  type ChainVerdict,
  type Damage,
  KeyFileError,
  lastCheckpoint,
  openToVerify,
  readKeyFile,
  readPublicKey,
  WrongKeyError,
} from '@overlegtafel/db';
import { practiceKeyName } from '../lifecycle/open-storage.ts';
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
  const folder = settings.CHECKPOINT_DIR ?? join(dataFolder, 'checkpoints');
  const opened = open(isPostgres ? place : undefined, dataFolder, settings);
  try {
    const key = checkpointKey(dataFolder, settings);
    const verdicts = await opened.chains.verify({ folder, key });
    return reportOf(verdicts, { folder, hasKey: key !== undefined });
  } finally {
    await opened.close();
  }
}

function open(url: string | undefined, dataFolder: string, settings: Settings) {
  const path = join(dataFolder, 'overlegtafel.db');
  if (url === undefined && !existsSync(path))
    throw new StartupProblem(`In ${dataFolder} staat geen database.`);
  const keyFile = settings.DATA_KEY_FILE ?? join(dataFolder, practiceKeyName);
  try {
    if (url === undefined)
      return openToVerify({ kind: 'sqlite', path, keys: readKeyFile(keyFile) });
    const keys = existsSync(keyFile) ? readKeyFile(keyFile) : undefined;
    return openToVerify({ kind: 'postgresql', url, keys });
  } catch (error) {
    if (error instanceof KeyFileError || error instanceof WrongKeyError)
      throw new StartupProblem(`De sleutel in ${keyFile} opent deze gegevens niet.`);
    throw error;
  }
}

/** The private file will do, and so will one with only the public key: who checks need not be able to sign. */
function checkpointKey(dataFolder: string, settings: Settings) {
  const file = settings.CHECKPOINT_KEY_FILE ?? join(dataFolder, 'checkpoint.key');
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
};

const damageWords: Record<Damage, string> = {
  MISSING: 'ontbreekt',
  CHANGED: 'is niet wat er is vastgelegd, of staat op een andere plaats',
  EXTRA: 'hoort er niet bij',
  END_MOVED: 'is niet het einde dat is vastgelegd',
  SEAL_BROKEN: 'heeft een deel dat niet meer is wat er is verzegeld',
  NOT_SIGNED: 'is niet met de sleutel van deze server ondertekend',
  NOT_AS_PROMISED:
    'belooft regels die niet in de database staan: er is iets afgeknipt of teruggezet',
};

function reportOf(
  verdicts: readonly ChainVerdict[],
  { folder, hasKey }: { readonly folder: string; readonly hasKey: boolean },
): VerifyReport {
  const broken = verdicts.filter(({ kind }) => kind === 'BROKEN').length;
  const last = lastCheckpoint(folder);
  const unsigned = 'Er is geen sleutel voor controlepunten: hun handtekeningen zijn niet bekeken.';
  return {
    isSound: broken === 0,
    lines: [
      ...verdicts.map(sentenceOf),
      last
        ? `Laatste controlepunt: ${last.at}, vingerafdruk ${last.hash}`
        : `Er zijn geen controlepunten in ${folder}: of er aan het eind iets is afgeknipt, is niet te zien.`,
      ...(hasKey || !last ? [] : [unsigned]),
      broken === 0
        ? 'Alles klopt.'
        : `Er klopt iets niet: ${broken} van ${verdicts.length} ketens.`,
    ],
  };
}

function sentenceOf(verdict: ChainVerdict): string {
  const name = `${chainNames[verdict.of]} ${verdict.name}`;
  if (verdict.kind === 'SOUND')
    return `${name}: in orde, ${verdict.lines} ${verdict.lines === 1 ? 'regel' : 'regels'}`;
  return `${name}: NIET IN ORDE, regel ${verdict.line} ${damageWords[verdict.damage]}`;
}
