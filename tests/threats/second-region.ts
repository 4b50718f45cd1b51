import { openDatabase } from '@overlegtafel/db';
import { addDays, instant, localDateOf } from '@overlegtafel/domain';
import { ServerUnderTest, signIn } from '../faults/server-under-test.ts';
import { Participant } from '../meeting/table-client.ts';
import { idOf } from '../meeting/write-case.ts';
import type { CaseOf, PlantedCase } from '../rights/canary-case.ts';
import type { Door } from '../rights/listen.ts';
import { bring, sayYes, takeIn, writeAndSay } from '../rights/plant.ts';
import { table } from '../rights/practice-roles.ts';

/** A region on the server of two: who sits there, and what it has. */
export interface Region {
  readonly table: string;
  /** Who sits there and at no other table, by their role. */
  readonly people: Readonly<Record<string, string>>;
  readonly seats: (id: string) => Participant;
  /** A case in a sealed record, and one that is still to be talked about. */
  readonly sealed: PlantedCase;
  readonly waiting: PlantedCase;
  readonly closedMeeting: string;
  readonly nextMeeting: string;
  readonly record: string;
}

export interface TwoRegions {
  readonly server: ServerUnderTest;
  readonly north: Region;
  readonly south: Region;
  readonly doorOf: (person: string) => Door;
  stop(): Promise<void>;
}

/** Who sits at both. */
export const atBoth = 'behavioural-scientist';

/** What the cases of both are called. */
export const sharedAlias = 'Casus Tweeling';

const southTable = 'tafel-zuid';
const northern = {
  chair: 'chair',
  'vt-worker': 'vt-worker',
  'process-director': 'process-director',
  police: 'police',
} as const;
type Seat = keyof typeof northern;
/** Practice people who are asked for no case of the practice week, so that nothing but their place gives them anything. */
const southern: Readonly<Record<Seat, string>> = {
  chair: 'policy-officer',
  'vt-worker': 'auditor',
  'process-director': 'privacy-officer',
  police: 'administrator',
};
const seatNames = ['chair', 'vt-worker', 'process-director', 'police'] as const;

/** Starts a server with the practice table and its twin: the same names, roles, towns and cases. */
export async function startTwoRegions(dataFolder: string): Promise<TwoRegions> {
  const seeding = await ServerUnderTest.start({ dataFolder });
  await seeding.stop();
  await addSouth(dataFolder);
  const server = await ServerUnderTest.start({ dataFolder });
  const people = new Map<string, Participant>();
  const doors = new Map<string, Door>();
  for (const id of [...Object.values(northern), ...Object.values(southern), atBoth]) {
    people.set(id, await Participant.signIn(server.url, id));
    doors.set(id, { url: server.url, cookie: await signIn(server.url, id) });
  }
  const north = await settle({ table, people: northern, n: 1 }, people);
  const south = await settle({ table: southTable, people: southern, n: 3 }, people);
  return {
    server,
    north,
    south,
    doorOf: (person) => found(doors, person),
    stop: async () => {
      for (const each of people.values()) each.leave();
      await server.stop();
    },
  };
}

function found<T>(all: ReadonlyMap<string, T>, id: string): T {
  const one = all.get(id);
  if (one === undefined) throw new Error(`'${id}' sits in neither region`);
  return one;
}

/** Puts the second table in the database; most of its people leave the practice table for it. */
async function addSouth(dataDir: string): Promise<void> {
  const database = await openDatabase({
    mode: 'practice',
    dataDir,
    onFatal: (error) => {
      throw error;
    },
  });
  const { stores, ledger } = database;
  const north = idOf('TableId', table);
  const [organisations, [twin], members, names] = await Promise.all([
    stores.organisations(),
    stores.tables([north]),
    stores.membershipsAt(north),
    stores.peopleOfTable(north),
  ]);
  if (!twin) throw new Error('there is no practice table');
  const south = { ...twin, id: idOf('TableId', southTable), veiligThuis: twinOf(twin.veiligThuis) };
  const moved = seatNames.flatMap((role) => {
    const [seat] = members.filter(({ person }) => person === northern[role]);
    const [name] = names.filter(({ id }) => id === northern[role]);
    if (!seat || !name) throw new Error(`nobody is ${role}`);
    const person = idOf('PersonId', southern[role]);
    const organisation = twinOf(seat.organisation);
    return [
      { put: 'person', row: { ...name, id: person, organisation } } as const,
      {
        put: 'membership',
        row: { ...seat, id: southern[role], person, organisation, table: south.id },
      } as const,
    ];
  });
  const [both] = members.filter(({ person }) => person === atBoth);
  if (!both) throw new Error(`${atBoth} has no place`);
  const second = {
    ...both,
    id: `${atBoth}-zuid`,
    organisation: twinOf(both.organisation),
    table: south.id,
  };
  await ledger.commit({
    guards: [],
    changes: [
      ...organisations.map(
        (row) => ({ put: 'organisation', row: { ...row, id: twinOf(row.id) } }) as const,
      ),
      { put: 'table', row: south },
      ...moved,
      { put: 'membership', row: second },
    ],
    lines: [],
  });
  await database.close();
}

/** An organisation of the same name and kind in the other region. */
function twinOf(organisation: string) {
  return idOf('OrganisationId', `${organisation}-zuid`);
}

interface Settling {
  readonly table: string;
  readonly people: Readonly<Record<Seat, string>>;
  /** The canaries of its cases: this one and the next. */
  readonly n: number;
}

/** Takes two cases in, and discusses and seals the first. */
async function settle(
  { table: at, people: names, n }: Settling,
  people: ReadonlyMap<string, Participant>,
): Promise<Region> {
  const sitting: Readonly<Record<string, string>> = { ...names, 'confidential-doctor': atBoth };
  const seats = (id: string) => found(people, sitting[id] ?? id);
  const chair = seats('chair');
  const date = addDays(localDateOf(instant(Date.now())), 1);
  const { id: closedMeeting } = await chair.must('planMeeting', {
    params: { table: at },
    body: { date, startsAt: `${date}T11:00:00.000Z` },
  });
  const place = { meeting: closedMeeting, today: date, table: at, alias: sharedAlias };
  const sealed = await takeIn(caseOf(n, names), place, seats);
  await chair.must('openMeeting', { params: { meeting: closedMeeting } });
  for (const id of [...seatNames, atBoth])
    await seats(id).must('enterMeeting', { params: { meeting: closedMeeting } });
  await writeAndSay(sealed, date, seats);
  await bring(sealed, seats);
  await sayYes(sealed, seats);
  const { record } = await chair.must('closeMeeting', { params: { meeting: closedMeeting } });
  const { meetings } = await chair.must('meetings', { params: { table: at } });
  const nextMeeting = meetings.find(({ state }) => state === 'PREPARED')?.id;
  if (record === undefined || nextMeeting === undefined) throw new Error('nothing was sealed');
  const next = { ...place, meeting: nextMeeting };
  const waiting = await takeIn(caseOf(n + 1, names), next, seats);
  return { table: at, people: names, seats, sealed, waiting, closedMeeting, nextMeeting, record };
}

function caseOf(n: number, people: Readonly<Record<Seat, string>>): CaseOf {
  return {
    n,
    municipality: 'mijnstad',
    comesTo: 'CLOSED',
    owner: people['vt-worker'],
    actionOwners: [people.police],
    tellsReporter: people['vt-worker'],
    invited: [],
    isRevealed: false,
    level: 'SAFE_ENOUGH',
  };
}
