import { type LocalDate, localDateOf, type PersonId } from '@overlegtafel/domain';
import type { AccessLine } from '../audit/access-line.ts';
import { purposeOfEvent } from '../audit/purposes.ts';
import type { AuditReader, Period } from '../ports/audit-reader.ts';
import type { World } from '../world.ts';

/** How often somebody asked on one day for what they may not have, or what is not there. */
export interface AttemptsOfDay {
  readonly day: LocalDate;
  /** Absent for who is not known. */
  readonly person?: PersonId;
  /** Absent for who is not entered any more. */
  readonly name?: string;
  readonly attempts: number;
  /** How many different things were asked for: many of them look like searching, one like a link that is old. */
  readonly things: number;
  readonly isOver: boolean;
}

/** What the report is made from, and how it is put on the record. */
export interface AttemptsWorld extends Pick<World, 'stores' | 'ledger' | 'now' | 'newId'> {
  readonly audit: Pick<AuditReader, 'refusedIn'>;
}

/**
 * AU68: what was refused in a period, counted by person and day, the most first. It says how often and never what:
 * no case, no item, no name of a thing. The reading is on the record before anything is read.
 *
 * @param threshold from so many on a day it is more than somebody does by mistake
 */
export async function readAttempts(
  {
    period,
    object,
    threshold,
  }: {
    readonly period: Period;
    /** The period as it stands in the log, such as `2026-W47`. */
    readonly object: string;
    readonly threshold: number;
  },
  { audit, stores, ledger, now, newId }: AttemptsWorld,
): Promise<readonly AttemptsOfDay[]> {
  await ledger.record([
    {
      id: newId(),
      at: now(),
      action: 'E',
      event: 'read-attempts',
      result: 'ALLOWED',
      role: 'server',
      ground: 'OPERATOR',
      isBreakGlass: false,
      purpose: purposeOfEvent['read-attempts'],
      objectKind: 'access-log',
      object,
      origin: 'server',
      traceId: newId(),
    },
  ]);
  const counted = new Map<string, Counted>();
  for await (const page of audit.refusedIn(period)) for (const line of page) count(line, counted);
  const people = [...counted.values()].flatMap(({ person }) => person ?? []);
  const known = await stores.people([...new Set(people)]);
  const names = new Map(known.map(({ id, name }) => [id, name]));
  return [...counted.values()]
    .map(({ things, person, ...one }) => ({
      ...one,
      ...(person === undefined ? {} : { person, ...named(names.get(person)) }),
      things: things.size,
      isOver: one.attempts >= threshold,
    }))
    .toSorted((one, other) => other.attempts - one.attempts || (one.day < other.day ? -1 : 1));
}

interface Counted {
  readonly day: LocalDate;
  readonly person: PersonId | undefined;
  readonly things: Set<string>;
  attempts: number;
}

function count({ at, person, objectKind, object }: AccessLine, counted: Map<string, Counted>) {
  const day = localDateOf(at);
  const key = `${day} ${person ?? ''}`;
  const one = counted.get(key) ?? { day, person, things: new Set<string>(), attempts: 0 };
  one.things.add(`${objectKind} ${object}`);
  one.attempts += 1;
  counted.set(key, one);
}

function named(name: string | undefined): { readonly name?: string } {
  return name === undefined ? {} : { name };
}
