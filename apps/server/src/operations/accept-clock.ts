import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  cleaned,
  type ClockMandate,
  idFromBytes,
  instant,
  type LocalDate,
  type MandateHindrance,
  readWrittenDay,
} from '@overlegtafel/domain';
import { acceptClock, type ClockAccepted } from '@overlegtafel/usecases';
import type { Configuration } from '../configuration/configuration.ts';
import { clockWords } from '../lifecycle/clock-words.ts';
import { knownBeside, promisedAt } from '../lifecycle/clock-watch.ts';
import { openUnchecked } from '../lifecycle/open-storage.ts';
import { placesOf } from '../lifecycle/places.ts';
import type { Log } from '../log.ts';
import { StartupProblem } from '../startup-problem.ts';

const idBytes = 17;
const longest = 300;

const usage = [
  'Zo bevestigt iemand dat de klok goed staat:',
  'npm run accept-clock -- --vandaag 1-12-2026 --naam "<voor- en achternaam>" --functie "<functie>" --namens "<wie het gevraagd heeft>" --reden "<waarom de klok zo staat>"',
].join('\n');

interface Around {
  readonly log: Log;
  readonly now: () => number;
}

/**
 * CL303, CL304: confirms the clock of this machine as the arguments say. It may run beside the server.
 *
 * @returns what was done, for the person at the terminal
 * @throws {StartupProblem} when it was not, with why and what to do
 */
export async function acceptClockAs(
  args: readonly string[],
  configuration: Configuration,
  { log, now }: Around,
): Promise<string> {
  const at = instant(now());
  const asked = readAsked(args);
  refuseWhereNothingIs(configuration);
  const promised = promisedAt(placesOf(configuration).checkpointFolder);
  const { database } = await openUnchecked(configuration, log);
  try {
    const { clock, ledger } = database;
    const accepted = await acceptClock(asked, {
      known: knownBeside(clock, promised),
      marks: clock,
      record: (lines) => ledger.record(lines),
      now: () => at,
      newId: () => idFromBytes('ItemId', randomBytes(idBytes)),
    });
    return wordsOf(accepted);
  } finally {
    await database.close();
  }
}

/** Opening what is not there would make it. */
function refuseWhereNothingIs({ database, dataFolder }: Configuration): void {
  if (database.kind === 'sqlite' && !existsSync(join(dataFolder, 'overlegtafel.db')))
    throw new StartupProblem(`In ${dataFolder} staat geen database.`);
}

function readAsked(args: readonly string[]): {
  readonly mandate: ClockMandate;
  readonly today: LocalDate;
} {
  const values = valuesIn(args);
  const said = (option: string) => cleaned(values[option] ?? '').slice(0, longest);
  const day = readWrittenDay(values['vandaag'], 'vandaag');
  if (!day.ok) throw new StartupProblem(`Zeg met --vandaag welke dag het is.\n${usage}`);
  const mandate = {
    name: said('naam'),
    jobTitle: said('functie'),
    mandatedBy: said('namens'),
    reason: said('reden'),
  };
  return { mandate, today: day.value };
}

function valuesIn(args: readonly string[]): Readonly<Record<string, string | undefined>> {
  const option = { type: 'string' } as const;
  const options = { vandaag: option, naam: option, functie: option, namens: option, reden: option };
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new StartupProblem(usage, { cause: error });
  }
}

/** @throws {StartupProblem} for whatever did not confirm it */
function wordsOf(accepted: ClockAccepted): string {
  switch (accepted.kind) {
    case 'ACCEPTED':
      return `Bevestigd: de klok staat goed. De server vernietigt weer wat aan de beurt is, binnen tien minuten. Wie dit bevestigde, voor wie en waarom staat in het toegangslog.`;
    case 'IN_STEP':
      throw new StartupProblem(
        'De klok loopt goed: er wacht niets, en er valt niets te bevestigen.',
      );
    case 'APART':
      throw new StartupProblem(clockWords(accepted.standing));
    case 'ANOTHER_DAY':
      throw new StartupProblem(
        `Volgens de klok is het ${accepted.today}, en volgens jou niet. Er is niets veranderd. Zet de klok goed, of kijk nog eens welke dag het is.`,
      );
    case 'NO_MANDATE':
      throw new StartupProblem(`${hindranceWords(accepted.hindrance)}\n${usage}`);
  }
}

const optionOf: Readonly<Record<MandateHindrance['field'], string>> = {
  name: '--naam',
  jobTitle: '--functie',
  mandatedBy: '--namens',
  reason: '--reden',
};

function hindranceWords({ kind, field }: MandateHindrance): string {
  const option = optionOf[field];
  switch (kind) {
    case 'NOT_SAID':
      return `Achter ${option} staan geen woorden.`;
    case 'NO_FULL_NAME':
      return `Achter ${option} hoort een voor- en achternaam.`;
    case 'OWN_MANDATE':
      return `Niemand geeft zichzelf een mandaat. Noem achter ${option} wie voor de gegevens verantwoordelijk is en het gevraagd heeft.`;
    case 'OTHER_DUTY':
      return `${option}: wie beheerder of privacy officer is, bevestigt de klok niet, ook niet voor een ander. Dat doet iemand anders, die de verwerkingsverantwoordelijke daarvoor aanwijst. Deze poging staat in het toegangslog.`;
  }
}
