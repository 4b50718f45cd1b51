import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Announcement } from '#lib/announce/announcer.ts';
import { AtTable } from './at-table.svelte.ts';
import type { Done, TableLive } from './table-live.svelte.ts';

let now = 0;
let look: () => void;
let hear: (done: Done) => void;
let isTyping = false;
let present: string[];
let shown: string | undefined;
let said: Announcement[];
let alerts: string[];
let readings = 0;
let chair: string;
let connection: string;
let unsaved: number;
let atTable: AtTable;

function done(what: string, by: string, item?: string): void {
  hear({ what, by, ...(item === undefined ? {} : { item }) } as unknown as Done);
}

beforeEach(() => {
  vi.stubGlobal('$state', (value: unknown) => value);
  [now, isTyping, shown, said, alerts, readings] = [0, false, 'iep', [], [], 0];
  present = ['chair', 'police'];
  [chair, connection, unsaved] = ['chair', 'LIVE', 0];
  const table = {
    me: { id: 'police' },
    get meeting() {
      return { state: 'OPEN', chair, current: 'iep' };
    },
    get connection() {
      return connection;
    },
    get saving() {
      return unsaved === 0 ? { kind: 'SAVED' } : { kind: 'TROUBLE', count: unsaved };
    },
    isHere: (id: string) => present.includes(id),
    item: (id: string | undefined) => (id === undefined ? undefined : { alias: `Casus ${id}` }),
    person: (id: string) => ({ name: id }),
    readAgain: () => {
      readings += 1;
    },
    onDone: (then: (done: Done) => void) => {
      hear = then;
      return () => undefined;
    },
  } as unknown as TableLive;
  atTable = new AtTable({
    table,
    announcer: {
      announce: (announcement) => said.push(announcement),
      alert: (text) => alerts.push(text),
    },
    clock: {
      now: () => now,
      after: (_ms, then) => {
        look = then;
        return () => undefined;
      },
    },
    shown: () => shown,
    isTyping: () => isTyping,
    show: (item) => {
      shown = item;
      return Promise.resolve();
    },
  });
  atTable.start();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('following the chair', () => {
  it('TL5 a sentence about where the chair was is gone once the chair is back here', () => {
    done('bring-to-table', 'chair', 'den');
    expect(atTable.movedTo).toBe('den');
    done('bring-to-table', 'chair', 'iep');
    expect(atTable.movedTo).toBeUndefined();
  });

  it('TL5 takes whoever follows to the case', () => {
    atTable.toggleFollowing();
    done('bring-to-table', 'chair', 'den');
    expect(shown).toBe('den');
    expect(atTable.movedTo).toBeUndefined();
  });

  it('TL5 moves nothing under the hands of whoever types', () => {
    atTable.toggleFollowing();
    isTyping = true;
    done('bring-to-table', 'chair', 'den');
    expect(shown).toBe('iep');
    expect(atTable.movedTo).toBe('den');
  });

  it('TL5 others get a sentence, until they are there', () => {
    done('bring-to-table', 'chair', 'den');
    expect([shown, atTable.movedTo]).toEqual(['iep', 'den']);
    atTable.arrived('den');
    expect(atTable.movedTo).toBeUndefined();
  });
});

describe('the chair that is gone', () => {
  it('TL6 is told after a minute, and who may take the chair is asked then', () => {
    present = ['police'];
    look();
    now = 59_999;
    look();
    expect([atTable.isChairGone, readings]).toEqual([false, 0]);
    now = 60_000;
    look();
    expect([atTable.isChairGone, readings]).toEqual([true, 1]);
  });

  it('TL6 counts again from the beginning when the chair was back', () => {
    present = ['police'];
    look();
    now = 50_000;
    present = ['police', 'chair'];
    look();
    present = ['police'];
    now = 70_000;
    look();
    expect(atTable.isChairGone).toBe(false);
  });
});

describe('the chair that somebody took', () => {
  it('TL71 is told to who had it, however they hear of it, until they have seen it', () => {
    chair = 'police';
    look();
    expect(atTable.chairTakenBy).toBeUndefined();
    chair = 'deputy';
    look();
    look();
    expect(atTable.chairTakenBy).toBe('deputy');
    atTable.sawSuccessor();
    look();
    expect(atTable.chairTakenBy).toBeUndefined();
  });
});

describe('leaving this page', () => {
  it('TL66 asks while something is not saved, and is not possible without a connection', () => {
    const no = () => false;
    expect([atTable.mayLeave(no), atTable.isStaying]).toEqual([true, false]);
    unsaved = 2;
    expect(atTable.mayLeave(no)).toBe(false);
    expect(atTable.mayLeave(() => true)).toBe(true);
    connection = 'LOST';
    expect([atTable.mayLeave(() => true), atTable.isStaying]).toEqual([false, true]);
    connection = 'LIVE';
    look();
    expect(atTable.isStaying).toBe(false);
  });

  it('TL5 the chair takes nobody along whose work is not saved', () => {
    atTable.toggleFollowing();
    unsaved = 1;
    done('bring-to-table', 'chair', 'den');
    expect([shown, atTable.movedTo]).toEqual(['iep', 'den']);
  });
});

describe('what is read out', () => {
  it('TL7 is weighed: my own doing, the chair and decisions, the rest', () => {
    done('accept-owner', 'police', 'iep');
    done('confirm-decision', 'chair', 'iep');
    done('accept-action', 'vt-worker', 'iep');
    done('bring-to-table', 'chair', 'den');
    expect(said.map(({ weight }) => weight)).toEqual(['OWN', 'IMPORTANT', 'DETAIL', 'IMPORTANT']);
    expect(alerts).toEqual([]);
  });

  it('TL7 interrupts when the table was closed', () => {
    done('close-meeting', 'chair');
    expect([alerts.length, said.length]).toEqual([1, 0]);
  });
});
