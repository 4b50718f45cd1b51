import { startPostgres, type TestPostgres } from '@overlegtafel/db/testing/start-postgres';
import { addHours, type Instant, instant } from '@overlegtafel/domain';
import { closeCodes } from '@overlegtafel/protocol';
import { itemCalls } from '@overlegtafel/usecases';
import { ids, person } from '@overlegtafel/usecases/small-people.fixture';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onPostgres, onSqlite, TwoProcesses } from './rights-end.fixture.ts';

/** What the rule promises. */
const withinMs = 2_000;
const patienceMs = 120_000;
let server: TestPostgres;

beforeAll(async () => {
  server = await startPostgres();
}, patienceMs);
afterAll(() => server.stop());

/** A way in which the right to be in a file ends. */
interface Way {
  readonly what: string;
  readonly who: string;
  /** Gives the right. What ends by itself gets its moment. */
  readonly begin: (both: TwoProcesses, until: Instant) => Promise<void>;
  /** Ends it. Absent: it ends by itself. */
  readonly end?: (both: TwoProcesses) => Promise<void>;
  /** The process in which it is done is told, and ends it at once. */
  readonly isTold?: boolean;
}

const why = { ground: 'CONSENT', purpose: 'Advies', necessity: 'Kent de behandeling.' } as const;
const reason = 'Het hoeft niet meer.';

function invited(who: string, until?: Instant) {
  const ends = until === undefined ? {} : { until };
  return { kind: 'INVITED', person: person(who), ...why, ...ends } as const;
}

/** An hour from now at most: longer is no emergency access. */
function glass(both: TwoProcesses, until = addHours(both.now, 1)) {
  return { kind: 'BROKE_GLASS', reason, until } as const;
}

const ways: readonly Way[] = [
  {
    what: 'a membership that is ended',
    who: 'member-ended',
    begin: (both) => both.member('member-ended', 'vt-worker'),
    end: (both) => both.place('member-ended', 'vt-worker', both.now),
  },
  {
    what: 'a membership whose time comes',
    who: 'member-until',
    begin: (both, until) => both.member('member-until', 'vt-worker', until),
  },
  {
    what: 'a membership that was changed past the server',
    who: 'member-past',
    begin: (both) => both.member('member-past', 'vt-worker'),
    end: (both) => both.past(`UPDATE membership SET role = 'chair' WHERE id = 'at-member-past'`),
  },
  {
    what: 'stepping out of the case',
    who: 'recused',
    begin: (both) => both.member('recused', 'vt-worker'),
    end: async (both) => {
      const asked = { item: ids.esdoorn, body: { reason } };
      const { world } = both.here.shared;
      const done = await itemCalls.recuse(asked, both.caller('recused'), world);
      expect(done.kind).toBe('DONE');
    },
    isTold: true,
  },
  {
    what: 'stepping out of the case in another process',
    who: 'recused-far',
    begin: (both) => both.member('recused-far', 'vt-worker'),
    end: (both) => both.deed('recused-far', { kind: 'RECUSED', reason }),
  },
  {
    what: 'an invitation that is taken back',
    who: 'invited-back',
    begin: async (both) => {
      await both.member('invited-back', 'police');
      await both.deed('chair', invited('invited-back'));
    },
    end: async (both) => {
      const asked = { item: ids.esdoorn, person: 'invited-back', body: { reason } };
      const { world } = both.here.shared;
      const done = await itemCalls.withdrawInvitation(asked, both.caller('chair'), world);
      expect(done.kind).toBe('DONE');
    },
    isTold: true,
  },
  {
    what: 'an emergency access that is ended',
    who: 'glass-ended',
    begin: async (both) => {
      await both.member('glass-ended', 'police');
      await both.deed('glass-ended', glass(both));
    },
    end: (both) =>
      both.deed('chair', { kind: 'GLASS_ENDED', person: person('glass-ended'), reason }),
  },
  {
    what: 'an emergency access whose time comes',
    who: 'glass-until',
    begin: async (both, until) => {
      await both.member('glass-until', 'police');
      await both.deed('glass-until', glass(both, until));
    },
  },
  {
    what: 'an action that is given to somebody else',
    who: 'task-moved',
    begin: (both) => both.member('task-moved', 'police'),
    end: (both) => both.giveAction('vt-worker'),
  },
  {
    what: 'the days after the last task',
    who: 'task-over',
    begin: async (both) => {
      await both.member('task-over', 'police');
      const outcome = { kind: 'DONE', at: addHours(both.now, -24), by: person('task-over') };
      const told = { kind: 'REPORTED', action: ids.shelter, outcome } as never;
      await both.deed('task-over', told);
      const midnight = instant(Date.UTC(2026, 10, 24, 23));
      both.clock.jump(midnight - 5_000 - both.clock.nowMs());
    },
  },
];

const stepMs = 500;

describe.each([
  ['SQLite', onSqlite],
  ['PostgreSQL', (now: () => number) => onPostgres(server, now)],
] as const)('whoever may no longer be in a file, on %s', (_name, storage) => {
  let both: TwoProcesses;
  beforeAll(async () => {
    both = await TwoProcesses.start(storage, 1);
  }, patienceMs);
  afterAll(() => both.stop());

  it.each(ways.map((way) => [way.what, way] as const))(
    'RM361 %s: is out within two seconds in every process, and nobody else',
    async (_what, { who, begin, end, isTold }) => {
      const beganMs = both.clock.nowMs();
      await begin(both, instant(beganMs + 5_000));
      const processes = [both.here, both.there];
      const sitting = [await both.sit(both.here, who), await both.sit(both.there, who)];
      const others = await Promise.all(processes.map((one) => both.sit(one, 'chair')));
      await both.pass(3 * stepMs);
      expect(sitting.map(({ code }) => code)).toEqual([undefined, undefined]);
      if (end) await end(both);
      else await both.pass(5_000 - 3 * stepMs);
      if (isTold === true) {
        await both.until(() => sitting[0]?.code !== undefined);
        expect(sitting.map(({ code }) => code)).toEqual([closeCodes.noAccess, undefined]);
      }
      await both.pass(withinMs);
      expect(sitting.map(({ code }) => code)).toEqual([closeCodes.noAccess, closeCodes.noAccess]);
      expect(others.map(({ code }) => code)).toEqual([undefined, undefined]);
    },
    patienceMs,
  );

  it(
    'RM361 whoever is invited goes with the item, and everybody of its table when it is another’s',
    async () => {
      await both.member('guest', 'police');
      await both.deed('chair', invited('guest'), ids.linde);
      const sit = (who: string) =>
        Promise.all([both.here, both.there].map((one) => both.sit(one, who, ids.linde)));
      const [guests, chairs] = [await sit('guest'), await sit('chair')];
      const item = await both.here.shared.world.stores.item(ids.linde);
      if (!item) throw new Error('no item');
      await both.write({ put: 'item', row: { ...item, state: 'CLOSED' } });
      await both.pass(withinMs);
      expect(guests.map(({ code }) => code)).toEqual([closeCodes.noAccess, closeCodes.noAccess]);
      expect(chairs.map(({ code }) => code)).toEqual([undefined, undefined]);
      await both.write({ put: 'item', row: { ...item, table: 'elders' as never } });
      await both.pass(withinMs);
      expect(chairs.map(({ code }) => code)).toEqual([closeCodes.noAccess, closeCodes.noAccess]);
    },
    patienceMs,
  );
});
