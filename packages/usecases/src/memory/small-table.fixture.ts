import { defaultTaskAccess, type Instant, type ItemId, localDate } from '@overlegtafel/domain';
import {
  createItemDocument,
  createMeetingDocument,
  type ItemSeed,
  type openDocument,
} from '@overlegtafel/documents';
import { itemRoom, meetingRoom } from '@overlegtafel/protocol';
import { completing } from '../audit/complete-lines.ts';
import type { Change } from '../ports/changes.ts';
import type { PreparedRoom } from '../ports/meeting-rooms.ts';
import type { AuditWorld } from '../queries/read-access-log.ts';
import type { Caller, Happening } from '../world.ts';
import { MemoryAudit } from './memory-audit.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { MemoryRooms } from './memory-rooms.ts';
import { MemoryStores } from './memory-stores.ts';
import { ids, organisation, ownedBy, peopleRows, person, start } from './small-people.fixture.ts';
import { caseRows, itemRows, meetingRows, type SmallTableOptions } from './small-rows.fixture.ts';

/** A whole small world: the table, two cases on the agenda of one meeting, everything in memory. */
export interface SmallTable {
  readonly world: AuditWorld;
  readonly stores: MemoryStores;
  readonly ledger: MemoryLedger;
  readonly rooms: MemoryRooms;
  /** What live connections were told. */
  readonly told: Happening[];
  readonly clock: { now: Instant };
  readonly caller: (id: string) => Caller;
  /** Writes in the document of an item as this person. */
  readonly write: (
    item: ItemId,
    by: string,
    change: (doc: ReturnType<typeof openDocument>) => void,
  ) => void;
}

export async function smallTable(options: SmallTableOptions = {}): Promise<SmallTable> {
  const stores = new MemoryStores();
  const rooms = new MemoryRooms();
  const ledger = new MemoryLedger(stores.rows, rooms);
  const told: Happening[] = [];
  const clock = { now: start };
  let made = 0;
  const world: AuditWorld = {
    audit: new MemoryAudit(ledger),
    stores,
    ledger: completing(ledger, stores, () => clock.now),
    rooms,
    now: () => clock.now,
    taskAccess: options.taskAccess ?? defaultTaskAccess,
    newId: () => `new-${(made += 1)}`,
    tell: (happening) => void told.push(happening),
  };
  await ledger.commit({ guards: [], changes: smallRows(options), lines: [] });
  await rooms.prepare(smallRooms(options));
  return {
    world,
    stores,
    ledger,
    rooms,
    told,
    clock,
    caller: (id) => ({
      person: person(id),
      traceId: 'trace',
      origin: 'origin',
      session: 'session',
    }),
    write: (item, by, change) => {
      if (rooms.edit(itemRoom(item), person(by), change) === 'REFUSED')
        throw new Error(`${by} could not write in ${item}`);
    },
  };
}

/** Everything that stands in the storage of the small table. */
export function smallRows(options: SmallTableOptions = {}): readonly Change[] {
  return [...peopleRows(), ...meetingRows(options), ...caseRows(), ...itemRows(options)];
}

/** Its rooms. */
export function smallRooms(options: SmallTableOptions = {}): readonly PreparedRoom[] {
  return [
    {
      room: itemRoom(ids.esdoorn),
      caseId: ids.caseEsdoorn,
      firstUpdate: createItemDocument(options.seed ?? esdoornSeed),
    },
    { room: itemRoom(ids.linde), caseId: ids.caseLinde, firstUpdate: createItemDocument() },
    {
      room: meetingRoom(ids.meeting),
      firstUpdate: createMeetingDocument({ items: [ids.esdoorn, ids.linde] }),
    },
  ];
}

/** What stands in the document of Esdoorn: everything that a table has to decide, and nobody's answer yet. */
export const esdoornSeed: ItemSeed = {
  richText: {
    facts: ['Politie zaterdag 23:40 ter plaatse.'],
    worries: ['De dochter was erbij.'],
    decisionText: ['Veilig Thuis houdt de casus.'],
  },
  registers: {
    safeNow: 'WITH_CONDITIONS',
    owner: ownedBy('vt-worker'),
    decisionKind: 'CONDITIONS_FOLLOWUP',
    priority: 'ACT_NOW',
  },
  actions: [
    action(ids.callSchool, 'Bel de school', 'local-team'),
    action(ids.seeMother, 'Spreek moeder apart', 'vt-worker'),
    {
      ...action(ids.shelter, 'Regel een gesprek bij de GGZ', 'vt-worker'),
      owner: { kind: 'ORGANISATION', organisation: organisation('ggz') },
    },
    { ...action(ids.feedback, 'Bel de melder terug', 'vt-worker'), purpose: 'FEEDBACK' },
  ],
  conditions: [
    {
      id: ids.noContact,
      words: 'Geen contact',
      alarm: { signal: 'hij belt', caller: 'moeder', callee: '112' },
    },
  ],
};

function action(id: typeof ids.callSchool, words: string, by: string) {
  return {
    id,
    purpose: 'CARE' as const,
    words,
    owner: ownedBy(by),
    dueDate: localDate('2026-11-27'),
    phase: 'DIRECT_SAFETY' as const,
    forWhom: { kind: 'PERSONS' as const, persons: [ids.daughter] },
  };
}
