import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Condition,
  conditionAfter,
  type KeyedDatabase,
  openToVerify,
  readCheckpointKey,
} from '@overlegtafel/db';
import { clockStanding, instant, type KnownMoments } from '@overlegtafel/domain';
import type { Configuration } from '../configuration/configuration.ts';
import { clockWords } from '../lifecycle/clock-words.ts';
import { conditionWords } from '../lifecycle/condition-words.ts';
import type { Places } from '../lifecycle/places.ts';
import { refuseOutsideCalendar } from '../lifecycle/within-calendar.ts';
import { StartupProblem } from '../startup-problem.ts';

/** What a check found, and what to do about it. */
export interface Finding {
  readonly kind: 'GOOD' | 'ATTENTION' | 'WRONG';
  readonly words: string;
}

/** What a check asks of the machine. */
export interface Machine {
  readonly nodeVersion: string;
  readonly nowMs: () => number;
  /** Milliseconds on a clock that is never set. */
  readonly steadyMs: () => number;
  readonly pause: (ms: number) => Promise<unknown>;
  readonly fsyncMs: (folder: string) => number;
  readonly freeBytes: (folder: string) => number;
}

export const good = (words: string): Finding => ({ kind: 'GOOD', words });
export const attention = (words: string): Finding => ({ kind: 'ATTENTION', words });
export const wrong = (words: string): Finding => ({ kind: 'WRONG', words });

const oldestNode = 24;

export function checkNode({ nodeVersion }: Machine): Finding {
  const major = Number(/^v?(\d+)/.exec(nodeVersion)?.[1] ?? 0);
  return major >= oldestNode
    ? good(`Node ${nodeVersion}`)
    : wrong(`Node ${nodeVersion} is te oud. Start met npm: die brengt Node ${oldestNode} mee.`);
}

const megabyte = 1e6;
const scarceBytes = 5_000 * megabyte;
const tooFewBytes = 500 * megabyte;

export function checkDataFolder(folder: string, machine: Machine): Finding {
  if (!existsSync(folder))
    return attention(`De map ${folder} is er nog niet. De eerste start maakt die.`);
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return wrong(
      `In de map ${folder} is niet te schrijven. Geef de gebruiker van de server rechten.`,
    );
  }
  const free = machine.freeBytes(folder);
  const words = `${Math.round(free / megabyte)} MB vrij in ${folder}`;
  if (free < tooFewBytes) return wrong(`${words}: de schijf is bijna vol. Maak ruimte.`);
  if (free < scarceBytes) return attention(`${words}. Maak binnenkort ruimte.`);
  const isOpen = (statSync(folder).mode & 0o077) !== 0;
  return isOpen
    ? attention(`Anderen kunnen in de map ${folder} kijken. Zet de rechten op 700.`)
    : good(words);
}

const slowMs = 20;
/** No disk that keeps what it says writes faster: 30 microseconds. */
const fastestMs = 0.03;

export function checkDisk(folder: string, machine: Machine): Finding {
  if (!existsSync(folder))
    return attention('De schijf is nog niet te meten: de map is er nog niet.');
  const ms = measuredMs(folder, machine);
  if (ms === undefined)
    return wrong(`De schijf van ${folder} is niet te meten: er is niet te schrijven. Herstel dat.`);
  const words = `Vastleggen op schijf (fsync) duurt ${ms.toFixed(3)} ms`;
  if (ms > slowMs)
    return attention(`${words}: dat is traag. Typen merkt het. Kies een snellere schijf.`);
  if (ms < fastestMs)
    return attention(
      `${words}: waarschijnlijk niet echt. Zet de schrijfcache uit of gebruik een schijf die vastlegt wat hij belooft.`,
    );
  return good(words);
}

function measuredMs(folder: string, { fsyncMs }: Machine): number | undefined {
  try {
    return fsyncMs(folder);
  } catch {
    return undefined;
  }
}

const lookedAtMs = 200;
const mostDriftMs = 50;

/** OP12, OP300: a clock that is being set, or with which nothing may be destroyed. */
export async function checkClock(machine: Machine, known: KnownMoments): Promise<Finding> {
  const [wall, steady] = [machine.nowMs(), machine.steadyMs()];
  await machine.pause(lookedAtMs);
  const drift = Math.abs(machine.nowMs() - wall - (machine.steadyMs() - steady));
  if (drift > mostDriftMs)
    return wrong(
      `De klok wordt verzet (${Math.round(drift)} ms in ${lookedAtMs} ms). Gebruik NTP.`,
    );
  try {
    refuseOutsideCalendar(machine.nowMs());
  } catch (error) {
    if (!(error instanceof StartupProblem)) throw error;
    return wrong(error.message);
  }
  const standing = clockStanding(instant(machine.nowMs()), known);
  return standing.kind === 'IN_STEP'
    ? good(`De klok staat op ${new Date(standing.at).toISOString()}`)
    : wrong(clockWords(standing));
}

/** Winter and summer, an hour and two hours ahead of UTC. */
const knownHours = [
  [Date.UTC(2026, 0, 15, 12), '13'],
  [Date.UTC(2026, 6, 15, 12), '14'],
] as const;

export function checkTimeZones(
  hourAt = (ms: number) =>
    new Intl.DateTimeFormat('nl-NL', { hour: '2-digit', timeZone: 'Europe/Amsterdam' }).format(ms),
): Finding {
  const isRight = knownHours.every(([ms, hour]) => hourAt(ms).startsWith(hour));
  return isRight
    ? good('Tijden van Europe/Amsterdam zijn bekend')
    : wrong('De tijden van Europe/Amsterdam kloppen niet. Termijnen gaan dan fout: herstel Node.');
}

export function checkCheckpointKey({
  checkpointKeyFile,
  dataFolder,
  mode,
}: Configuration): Finding {
  const file = checkpointKeyFile ?? join(dataFolder, 'checkpoint.key');
  if (mode === 'practice' && !existsSync(file))
    return attention('Er is nog geen sleutel voor controlepunten. De eerste start maakt die.');
  try {
    readCheckpointKey(file);
    return good(`De sleutel voor controlepunten in ${file} is te gebruiken`);
  } catch {
    return wrong(`In ${file} staat geen eigen Ed25519-sleutel (PEM, rechten 600).`);
  }
}

/** The database, as it stands there: one finding for each thing that was looked at. */
export function databaseFindings(condition: Condition, places: Places): readonly Finding[] {
  switch (condition.kind) {
    case 'NOTHING_YET':
    case 'OUTDATED':
      return [attention(conditionWords(condition, places))];
    case 'SOUND': {
      const name = places.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL';
      const { version, migrations } = condition.found;
      return [
        good(`${name} ${version} is bereikbaar, heel, en de sleutel past`),
        good(`De tabellen zijn bij (${migrations.had} migraties)`),
      ];
    }
    case 'TROUBLE':
    case 'BROKEN_PROMISE':
    case 'UNREADABLE_PROMISES':
      return [wrong(conditionWords(condition, places).replaceAll('\n', ' '))];
  }
}

const dayMs = 86_400_000;

export async function checkChains(
  database: KeyedDatabase,
  places: Places,
  machine: Machine,
): Promise<Finding> {
  const opened = openToVerify(database);
  try {
    const verdicts = await opened.chains.verifySince(new Date(machine.nowMs() - dayMs));
    const broken = verdicts.filter(({ kind }) => kind === 'BROKEN').length;
    return broken === 0
      ? good(`De ketens van de laatste dag kloppen (${verdicts.length})`)
      : wrong(
          `${broken} van ${verdicts.length} ketens van de laatste dag kloppen niet. Voer npm run verify uit en zet een back-up terug.`,
        );
  } catch (error) {
    return wrong(conditionWords(conditionAfter(error), places));
  } finally {
    await opened.close();
  }
}

/** How many bytes whoever runs this may still write there. */
export function freeBytesIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
