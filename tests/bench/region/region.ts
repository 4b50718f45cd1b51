/**
 * A region with so many tables, each in the middle of a meeting, in the data folder of a server that is down. Accounts,
 * tables and sessions are rows; the meetings are made by the server itself, over its API. Made once for each size, and
 * copied for every server that is measured.
 */
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@overlegtafel/domain';
import { ServerUnderTest } from '../../faults/server-under-test.ts';
import { withStorage } from '../../faults/storage.ts';
import { openTable, type OpenTable } from './meetings.ts';
import { organisationRows, peopleOf, type PersonId, tableRows } from './people.ts';

export interface RegionSize {
  readonly tables: number;
  /** Different people at each table. */
  readonly people: number;
}

/** What the generator has to know of a region. */
export interface Seats {
  readonly tables: readonly OpenTable[];
  /** Of everybody, table by table. */
  readonly cookies: readonly string[];
  readonly people: number;
}

interface Region {
  readonly folder: string;
  readonly seats: Seats;
}

const hourMs = 3_600_000;
const sessionMs = 10 * hourMs;
/** Memberships that began before the bench did. */
const sinceMs = 24 * hourMs;
const madeAtOnce = 4;

const made = new Map<string, Promise<Region>>();

/** Puts a region of this size into an empty folder; gives who sits where. */
export async function putRegion(folder: string, size: RegionSize): Promise<Seats> {
  const key = `${size.tables} of ${size.people}`;
  const making = made.get(key) ?? makeRegion(size);
  made.set(key, making);
  const region = await making;
  cpSync(region.folder, folder, { recursive: true });
  return region.seats;
}

async function makeRegion(size: RegionSize): Promise<Region> {
  const folder = mkdtempSync(join(tmpdir(), 'overlegtafel-bench-region-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  // The first start puts the practice week there, which has to be first.
  await (await ServerUnderTest.start({ dataFolder: folder })).stop();
  const cookies = await storePeople(folder, size);
  const server = await ServerUnderTest.start({ dataFolder: folder });
  try {
    const tables = await openTables(server.url, size, cookies);
    return { folder, seats: { tables, cookies, people: size.people } };
  } finally {
    await server.stop();
  }
}

/** Everybody of the region, signed in. Gives their cookies. */
async function storePeople(folder: string, { tables, people }: RegionSize): Promise<string[]> {
  const now = Date.now();
  const since = instant(now - sinceMs);
  const numbers = Array.from({ length: tables }, (_, number) => number);
  return withStorage(folder, async ({ ledger, sessions }) => {
    const commit = (changes: Parameters<typeof ledger.commit>[0]['changes']) =>
      ledger.commit({ guards: [], changes, lines: [] });
    await commit(organisationRows);
    for (const number of numbers) await commit(tableRows(number, people, since));
    const cookies: string[] = [];
    for (const number of numbers)
      for (const person of peopleOf(number, people).people) {
        const token = randomBytes(32).toString('base64url');
        await sessions.add(sessionOf(token, person, now));
        cookies.push(`session=${token}`);
      }
    return cookies;
  });
}

function sessionOf(token: string, person: PersonId, now: number) {
  return {
    tokenHash: createHash('sha256').update(token).digest('hex'),
    person,
    startedAt: instant(now),
    usedAt: instant(now),
    endsAt: instant(now + sessionMs),
  };
}

async function openTables(
  url: string,
  { tables, people }: RegionSize,
  cookies: readonly string[],
): Promise<OpenTable[]> {
  const opened: OpenTable[] = [];
  let next = 0;
  const openOneByOne = async () => {
    for (let number = next++; number < tables; number = next++) {
      const seats = cookies.slice(number * people, (number + 1) * people);
      opened[number] = await openTable(url, peopleOf(number, people), seats);
    }
  };
  await Promise.all(Array.from({ length: madeAtOnce }, openOneByOne));
  return opened;
}
