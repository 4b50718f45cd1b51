import { MemoryPresence } from '@overlegtafel/usecases/memory-presence';
import { smallTable } from '@overlegtafel/usecases/small-table.fixture';
import { type Application, createApplication, type Parts } from './application.ts';
import { readConfiguration } from './configuration/configuration.ts';
import type { DatabaseHealth } from './database-health.ts';
import { emptyBook } from './documents/room-access.fixture.ts';
import type { PageHandler } from './http/pages.ts';
import type { RateLimitSettings } from './http/rate-limits.ts';
import { sessionsInMemory } from './identity/sessions-in-memory.fixture.ts';
import { LiveWire } from './live/live-wire.ts';
import type { Log } from './log.ts';

/** The applications that listen; the last that was started is the last. */
export const running: Application[] = [];

const well: DatabaseHealth = { kind: 'sqlite', canServe: () => Promise.resolve(true) };

const silentLog: Log = { failure: () => undefined, event: () => undefined };

/** A small table in memory, and rooms of nobody. */
async function sharedParts(): Promise<Parts['shared']> {
  const { world, stores, ledger } = await smallTable();
  return {
    world,
    rights: { mayRead: () => false, mayWrite: () => false },
    book: emptyBook(),
    keptAnswers: ledger.keptAnswers,
    presence: new MemoryPresence(stores.rows),
    wire: new LiveWire(),
    clients: () => Promise.resolve(new Map()),
    rightsChanged: () => undefined,
  };
}

/** Rooms in which nothing happens. */
const emptyRooms = {
  join: () => ({ receive: () => undefined, drained: () => undefined, left: () => undefined }),
  stop: () => Promise.resolve(),
};

/** What a test does otherwise. */
interface Wiring {
  env?: Record<string, string>;
  database?: DatabaseHealth;
  pages?: PageHandler;
  log?: Partial<Log>;
  limits?: RateLimitSettings;
}

/** A server with the given parts, and plain pages otherwise. */
export async function start(wiring: Wiring = {}): Promise<string> {
  const application = createApplication(readConfiguration({ PORT: '0', ...wiring.env }, '/'), {
    database: wiring.database ?? well,
    pages: wiring.pages ?? ((_request, response) => response.end('pagina')),
    log: { ...silentLog, ...wiring.log },
    sessions: sessionsInMemory(wiring.env?.['ORIGIN']?.startsWith('https:')),
    signIn: undefined,
    outboxSecret: new Uint8Array(32),
    rooms: emptyRooms,
    shared: await sharedParts(),
    ...(wiring.limits ? { limits: wiring.limits } : {}),
    now: () => Date.UTC(2026, 10, 24, 9),
  });
  running.push(application);
  return application.start();
}

/** Stops all that listen. */
export async function stopAll(): Promise<void> {
  await Promise.all(running.splice(0).map((application) => application.stop()));
}
