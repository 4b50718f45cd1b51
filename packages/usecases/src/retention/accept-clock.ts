import {
  type ClockMandate,
  clockStanding,
  type LocalDate,
  localDateOf,
  mandateHindrance,
  type MandateHindrance,
  type OutOfStep,
  rolesWithoutClock,
  type TableId,
} from '@overlegtafel/domain';
import type { AccessLine } from '../audit/access-line.ts';
import { purposeOfEvent } from '../audit/purposes.ts';
import type { ClockMarks } from '../ports/clock-marks.ts';
import type { World } from '../world.ts';

/** What becomes of a confirmation. */
export type ClockAccepted =
  /** What is due goes on being destroyed. */
  | { readonly kind: 'ACCEPTED'; readonly standing: OutOfStep }
  /** The clock is in step: there is nothing to confirm. */
  | { readonly kind: 'IN_STEP' }
  /** Another clock says something else: that has to be put right, and nobody can confirm both. */
  | { readonly kind: 'APART'; readonly standing: OutOfStep }
  /** Somebody says that it is another day than the clock does. */
  | { readonly kind: 'ANOTHER_DAY'; readonly today: LocalDate }
  | { readonly kind: 'NO_MANDATE'; readonly hindrance: MandateHindrance };

/** What a confirmation is made of. */
export interface ClockWorld extends Pick<World, 'now' | 'newId'> {
  readonly known: ClockMarks['known'];
  readonly marks: Pick<ClockMarks, 'accept' | 'namesIn' | 'tables'>;
  readonly record: (lines: readonly AccessLine[]) => Promise<void>;
}

/**
 * CL303, CL304: somebody whom those who answer for the data asked to says which day it is, so that what was waiting for
 * the clock goes on. Who, in which function, for whom and why stands in the access log of every table, in the same
 * commit; so does the attempt of somebody who may not.
 */
export async function acceptClock(
  { mandate, today }: { readonly mandate: ClockMandate; readonly today: LocalDate },
  { known, marks, record, now, newId }: ClockWorld,
): Promise<ClockAccepted> {
  const standing = clockStanding(now(), await known());
  if (standing.kind === 'IN_STEP') return standing;
  // Whoever had the duty at the earlier of the two moments has it until the clock is known.
  const fromMs = Math.min(standing.at, standing.known);
  const others = await marks.namesIn(rolesWithoutClock, fromMs);
  const hindrance = mandateHindrance(mandate, others);
  const lines = async (result: Pick<AccessLine, 'result' | 'reason'>) =>
    (await marks.tables()).map((table) => lineOf({ mandate, standing, table, result }, newId));
  if (hindrance?.kind === 'OTHER_DUTY')
    await record(await lines({ result: 'REFUSED', reason: hindrance.kind }));
  if (hindrance) return { kind: 'NO_MANDATE', hindrance };
  if (standing.kind === 'APART') return { kind: 'APART', standing };
  if (localDateOf(standing.at) !== today)
    return { kind: 'ANOTHER_DAY', today: localDateOf(standing.at) };
  await marks.accept(standing.at, await lines({ result: 'ALLOWED' }));
  return { kind: 'ACCEPTED', standing };
}

interface Said {
  readonly mandate: ClockMandate;
  readonly standing: OutOfStep;
  /** Absent where there is no table yet. */
  readonly table: TableId | undefined;
  readonly result: Pick<AccessLine, 'result' | 'reason'>;
}

function lineOf(
  { mandate, standing, table, result }: Said,
  newId: ClockWorld['newId'],
): AccessLine {
  const moment = (ms: number) => new Date(ms).toISOString();
  return {
    id: newId(),
    at: standing.at,
    action: 'E',
    event: 'accept-clock',
    ...result,
    personName: mandate.name,
    role: mandate.jobTitle,
    onBehalfOfName: mandate.mandatedBy,
    organisationName: mandate.mandatedBy,
    ground: `MANDATE ${mandate.reason}`,
    isBreakGlass: false,
    purpose: purposeOfEvent['accept-clock'],
    objectKind: 'clock',
    object: `${standing.kind} ${moment(standing.known)} ${moment(standing.at)}`,
    ...(table === undefined ? {} : { table }),
    origin: 'server',
    traceId: newId(),
  };
}
