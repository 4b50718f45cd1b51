import { existsSync } from 'node:fs';
import { conditionAfter, type KeyedDatabase, openToVerify } from '@overlegtafel/db';
import type { Instant, KnownMoments } from '@overlegtafel/domain';
import { type Configuration, readConfiguration } from '../configuration/configuration.ts';
import { promisedAt } from '../lifecycle/clock-watch.ts';
import { placesOf } from '../lifecycle/places.ts';
import { StartupProblem } from '../startup-problem.ts';
import * as checks from './doctor-checks.ts';
import { checkDestructions } from './doctor-destructions.ts';
import { examine } from './examine.ts';
import { keyFileOf, keysOf } from './keys-of.ts';

/** Everything that was looked at, one finding a line. */
export interface Diagnosis {
  readonly findings: readonly checks.Finding[];
  /** False when something has to be put right before the server can be relied on. */
  readonly isSound: boolean;
}

/** Looks at everything that the server stands on, and changes nothing. One that is wrong hides no other. */
export async function doctor(
  env: NodeJS.ProcessEnv,
  folder: string,
  machine: checks.Machine,
): Promise<Diagnosis> {
  const findings = [checks.checkNode(machine), checks.checkTimeZones()];
  const configuration = configurationOf(env, folder, findings);
  if (configuration) findings.push(...(await examineAll(configuration, machine)));
  return { findings, isSound: findings.every(({ kind }) => kind !== 'WRONG') };
}

const marks = { GOOD: 'goed  ', ATTENTION: 'let op', WRONG: 'fout  ' };

/** The finding as a line. */
export function lineOf({ kind, words }: checks.Finding): string {
  return `${marks[kind]}  ${words}`;
}

function configurationOf(
  env: NodeJS.ProcessEnv,
  folder: string,
  findings: checks.Finding[],
): Configuration | undefined {
  try {
    const configuration = readConfiguration(env, folder);
    findings.push(checks.good(`De instellingen kloppen (${configuration.mode})`));
    return configuration;
  } catch (error) {
    if (!(error instanceof StartupProblem)) throw error;
    findings.push(...error.message.split('\n').map((line) => checks.wrong(line)));
    return undefined;
  }
}

async function examineAll(configuration: Configuration, machine: checks.Machine) {
  const { dataFolder } = configuration;
  const database = await examineDatabase(configuration, machine);
  const { known = { before: [] } } = database;
  const before = [...known.before, ...promisedThen(configuration)];
  return [
    checks.checkDataFolder(dataFolder, machine),
    checks.checkDisk(dataFolder, machine),
    await checks.checkClock(machine, { ...known, before }),
    checks.checkCheckpointKey(configuration),
    ...database.findings,
  ];
}

/** What cannot be read is said where the database is held against it. */
function promisedThen(configuration: Configuration): readonly Instant[] {
  try {
    return promisedAt(placesOf(configuration).checkpointFolder);
  } catch (error) {
    conditionAfter(error);
    return [];
  }
}

interface DatabaseExamined {
  readonly findings: readonly checks.Finding[];
  /** What the clock is held against; absent where the database cannot say. */
  readonly known?: KnownMoments;
}

async function examineDatabase(
  configuration: Configuration,
  machine: checks.Machine,
): Promise<DatabaseExamined> {
  const { mode } = configuration;
  const keyFile = keyFileOf(configuration);
  if (mode === 'practice' && !existsSync(keyFile))
    return {
      findings: [checks.attention('Er is nog geen sleutelbestand. De eerste start maakt het.')],
    };
  let keys;
  try {
    keys = keysOf(configuration);
  } catch (error) {
    if (!(error instanceof StartupProblem)) throw error;
    return { findings: [checks.wrong(error.message)] };
  }
  const { database, condition, places } = await examine(configuration, keys);
  const findings = checks.databaseFindings(condition, places);
  if (condition.kind !== 'SOUND') return { findings };
  const chains = await checks.checkChains(database, places, machine);
  const destructions = await checkDestructions(database, places);
  const known = await knownIn(database);
  return { findings: [...findings, chains, destructions], ...(known ? { known } : {}) };
}

/** What cannot be read any more is said by the checks of the database. */
async function knownIn(database: KeyedDatabase): Promise<KnownMoments | undefined> {
  const opened = openToVerify(database);
  try {
    return await opened.known();
  } catch (error) {
    conditionAfter(error);
    return undefined;
  } finally {
    await opened.close();
  }
}
