/** Sits everybody down: a meeting of today with a full agenda, opened by its chair, with its first case at the table. */
import { instant, localDateOf } from '@overlegtafel/domain';
import type { ApiBody } from '@overlegtafel/protocol/api';
import { Participant } from '../../meeting/table-client.ts';
import { chairSeat, secretarySeat, type TablePeople, workerSeat } from './people.ts';

/** A table at which people can begin to write. */
export interface OpenTable {
  readonly meeting: string;
  /** The room of the case that is at the table. */
  readonly room: string;
}

const casesOnAgenda = 12;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const words = 'Ruzie met geschreeuw, de kinderen waren thuis. Een buur belde de politie.';

/** @param cookies of everybody at this table, by seat */
export async function openTable(
  url: string,
  { table, people, asked, municipality }: TablePeople,
  cookies: readonly string[],
): Promise<OpenTable> {
  const sitting = (seat: number) =>
    Participant.withCookie(url, people[seat] ?? '', cookies[seat] ?? '');
  const [chair, secretary, worker] = [chairSeat, secretarySeat, workerSeat].map(sitting);
  if (!chair || !secretary || !worker) throw new Error(`nobody leads ${table}`);
  const now = Date.now();
  const { id: meeting } = await secretary.must('planMeeting', {
    params: { table },
    body: { date: localDateOf(instant(now)), startsAt: new Date(now).toISOString() },
  });
  const bring = (number: number) =>
    worker.must('takeInReport', {
      params: { table },
      body: { ...reportOf(number, now), opens: householdOf(number, municipality), meeting },
    });
  const { item = '' } = await bring(0);
  for (let number = 1; number < casesOnAgenda; number += 1) await bring(number);
  for (const person of asked)
    await worker.must('invite', { params: { item }, body: invitationOf(person) });
  await chair.must('openMeeting', { params: { meeting } });
  await chair.must('bringToTable', { params: { item } });
  const { items } = await chair.must('meeting', { params: { meeting } });
  const room = items.find(({ id }) => id === item)?.room;
  if (items.length < casesOnAgenda || room === undefined)
    throw new Error(`${table} has ${items.length} cases on its agenda`);
  return { meeting, room };
}

function reportOf(number: number, now: number) {
  const received = now - dayMs - number * hourMs;
  return {
    signal: 'REPORT',
    kind: 'FIRST',
    source: 'POLICE',
    reporterKind: 'KNOWN',
    receivedAt: new Date(received).toISOString(),
    summary: words,
    assessment: { level: 'STRUCTURAL', assessedOn: localDateOf(instant(now)), words },
  } as const;
}

function householdOf(number: number, municipality: string): ApiBody<'takeInReport'>['opens'] {
  return {
    alias: `Casus Linde ${number + 1}`,
    municipality,
    household: [
      { role: 'MOTHER', ageYears: 31, isChild: false },
      { role: 'FATHER', ageYears: 34, isChild: false },
      { role: 'SON', ageYears: 4 + number, isChild: true },
    ],
  };
}

function invitationOf(person: string) {
  return { person, ground: 'WMO_4_1_1', purpose: words, necessity: 'Kent het gezin.' } as const;
}
