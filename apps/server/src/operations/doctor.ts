import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Configuration, readConfiguration } from '../configuration/configuration.ts';
import { StartupProblem } from '../startup-problem.ts';
import * as checks from './doctor-checks.ts';
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
  const { dataFolder, checkpointFolder } = configuration;
  const checkpoints = checkpointFolder ?? join(dataFolder, 'checkpoints');
  return [
    checks.checkDataFolder(dataFolder, machine),
    checks.checkDisk(dataFolder, machine),
    await checks.checkClock(machine, checkpoints),
    checks.checkCheckpointKey(configuration),
    ...(await examineDatabase(configuration, machine)),
  ];
}

async function examineDatabase(configuration: Configuration, machine: checks.Machine) {
  const { mode } = configuration;
  const keyFile = keyFileOf(configuration);
  if (mode === 'practice' && !existsSync(keyFile))
    return [checks.attention('Er is nog geen sleutelbestand. De eerste start maakt het.')];
  let keys;
  try {
    keys = keysOf(configuration);
  } catch (error) {
    if (!(error instanceof StartupProblem)) throw error;
    return [checks.wrong(error.message)];
  }
  const { database, condition, places } = await examine(configuration, keys);
  const findings = checks.databaseFindings(condition, places);
  if (condition.kind !== 'SOUND') return findings;
  return [...findings, await checks.checkChains(database, places, machine)];
}
