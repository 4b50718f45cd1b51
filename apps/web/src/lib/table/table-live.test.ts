import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LineEvents, LiveMessage } from './live-line.ts';
import type { MeetingAnswer } from './table-answers.ts';
import { TableLive } from './table-live.svelte.ts';

const meeting = {
  id: 'meeting',
  state: 'OPEN',
  chair: 'chair',
  revision: 4,
  items: [],
  present: [],
  mayDo: [],
} as unknown as MeetingAnswer;

let events: LineEvents;
let table: TableLive;
let asked: string[];
let timers: (() => void)[];

/** Runs what waits for its time, and lets the readings begin. */
async function pass(): Promise<void> {
  const due = timers;
  timers = [];
  for (const then of due) then();
  await Promise.resolve();
}

function told(name: string, event: object): void {
  events.told({ name, event: { meeting: 'meeting', ...event } } as unknown as LiveMessage);
}

beforeEach(() => {
  vi.stubGlobal(
    '$state',
    Object.assign((value: unknown) => value, { raw: (value: unknown) => value }),
  );
  asked = [];
  timers = [];
  table = new TableLive({
    me: { id: 'vt-worker', memberships: [] } as never,
    table: { people: [], organisations: [] },
    meeting,
    fetch: (address) => {
      if (typeof address === 'string') asked.push(address);
      return Promise.resolve(Response.json({ ...meeting, revision: 9, present: [] }));
    },
    clock: {
      now: () => 1_000,
      after: (_ms, then) => {
        timers.push(then);
        return () => {
          timers = timers.filter((other) => other !== then);
        };
      },
    },
    openLine: (_meeting, given) => {
      events = given;
      return { close: () => undefined };
    },
  });
  table.start();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a meeting that is followed', () => {
  it('TL4 goes on from the last number after a drop', () => {
    told('welcome', { n: 7, revision: 4, present: [] });
    told('presence', { n: 8, present: [] });
    expect(events.after()).toBe(8);
    expect(asked).toEqual([]);
  });

  it('TL4 reads everything again when a number is missing', async () => {
    told('welcome', { n: 7, revision: 4, present: [] });
    told('presence', { n: 9, present: [] });
    await pass();
    expect(asked).toEqual(['/api/v1/meetings/meeting']);
  });

  it('TL4 reads everything again when a welcome tells of another revision than the page has', async () => {
    told('welcome', { n: 7, revision: 5, present: [] });
    await pass();
    expect(asked).toEqual(['/api/v1/meetings/meeting']);
    await vi.waitFor(() => {
      expect(table.meeting.revision).toBe(9);
    });
  });

  it('TL4 reads everything again when the connection is back, whatever it was told', async () => {
    told('welcome', { n: 7, revision: 4, present: [] });
    events.connected(true);
    expect(asked).toEqual([]);
    events.lost();
    events.connected(true);
    await pass();
    expect(asked).toEqual(['/api/v1/meetings/meeting']);
  });

  it('TL75 shows nothing more once the session has ended or the table is not there', () => {
    expect(table.isShut).toBe(false);
    events.connected(false);
    expect(table.isShut).toBe(true);
    events.connected(true);
    told('revoked', { signedOut: true });
    expect(table.isShut).toBe(true);
  });

  it('TL76 a document that ended with nothing lost is saved, one with lost text is not', () => {
    const end = { kind: 'REFUSED', reason: 'CLOSED' } as const;
    events.connected(true);
    table.paper = {
      saving: end,
      announcement: 'REFUSED',
      lost: [{ reason: 'CLOSED', text: '\n' }],
    };
    expect(table.saving.kind).toBe('SAVED');
    table.paper = { saving: end, announcement: 'REFUSED', lost: [{ reason: 'CLOSED', text: 'a' }] };
    expect(table.saving).toEqual(end);
    const noAccess = { kind: 'REFUSED', reason: 'NO_ACCESS' } as const;
    table.paper = { ...table.paper, saving: noAccess };
    expect(table.saving).toEqual(noAccess);
    table.meeting = { ...meeting, state: 'CLOSED' };
    expect(table.saving).toEqual(end);
  });

  it('TL1 what was done is heard once and read again after a moment', async () => {
    const heard: string[] = [];
    table.onDone(({ what }) => heard.push(what));
    told('welcome', { n: 7, revision: 4, present: [] });
    told('done', { n: 8, revision: 5, what: 'accept-owner', by: 'police' });
    told('done', { n: 9, revision: 6, what: 'confirm-decision', by: 'chair' });
    expect(heard).toEqual(['accept-owner', 'confirm-decision']);
    expect(asked).toEqual([]);
    await pass();
    expect(asked).toEqual(['/api/v1/meetings/meeting']);
  });

  it('TL37 remembers the last 200 changes, the newest first', () => {
    told('welcome', { n: 0, revision: 4, present: [] });
    expect(table.last).toBeUndefined();
    for (let n = 1; n <= 250; n += 1)
      told('done', { n, revision: 5, what: 'accept-owner', by: 'police' });
    expect(table.changes.map(({ n }) => n)).toEqual(Array.from({ length: 200 }, (_, i) => 250 - i));
    expect(table.last?.n).toBe(250);
    expect(table.last?.at).toBe(1_000);
  });

  it('TL1 says that it is not connected, and that the session has ended', () => {
    events.lost();
    expect(table.saving.kind).toBe('WAITING');
    told('revoked', { signedOut: true });
    expect(table.saving.kind).toBe('SIGNED_OUT');
  });
});
