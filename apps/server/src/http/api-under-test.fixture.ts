// edge: what a listening server says of itself
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ItemId, type MeetingId, readId } from '@overlegtafel/domain';
import { apiContract, type ApiCall } from '@overlegtafel/protocol/api';
import type { KeptAnswers } from '@overlegtafel/usecases';
import { smallTable, type SmallTable } from '@overlegtafel/usecases/small-table.fixture';
import express from 'express';
import type { DatabaseHealth } from '../database-health.ts';
import { Callers } from '../identity/caller.ts';
import { KnownBrowsers } from '../identity/known-browser.ts';
import { PageMarks } from '../identity/page-marks.ts';
import type { SessionDesk, SignedIn } from '../identity/session.ts';
import { readSessionCookie } from '../identity/session-cookie.ts';
import type { Log } from '../log.ts';
import { SentFiles } from '../files/sent-files.ts';
import { answerError, createApi } from './api.ts';
import { contractRoutes } from './contract/contract-routes.ts';
import type { BoundCall } from './contract/bound-call.ts';
import { EqualTime } from './contract/equal-time.ts';
import { Repeats } from './contract/repeats.ts';
import { clientAddresses } from './client-address.ts';
import { createInnerDoor } from './inner-door.ts';
import { RateLimits, type RateLimitSettings, usualRateLimits } from './rate-limits.ts';
import { contextOf, giveContext } from './request-context.ts';
import { Turnstile } from './turnstile.ts';

export const ourOrigin = 'https://tafel.example';
/** Who signs people in at the API under test. */
export const issuer = 'https://inloggen.example';
const secret = Buffer.alloc(32, 7);
/** Marks of the pages of the API under test. */
export const pageMarks = new PageMarks(secret);
const well: DatabaseHealth = { kind: 'sqlite', canServe: () => Promise.resolve(true) };

/** What a test sends. */
export interface Sent {
  readonly method?: string;
  readonly as?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** An API that listens, over a small table in memory. Every answer is held against the contract. */
export class ApiUnderTest {
  readonly table: SmallTable;
  readonly failures: unknown[] = [];
  /** Where the server was when something failed. */
  readonly places: string[] = [];
  isStopping = false;
  readonly #server: Server;

  private constructor(table: SmallTable, server: Server) {
    this.table = table;
    this.#server = server;
  }

  /** The whole API. */
  static async start(database: DatabaseHealth = well, kept?: KeptAnswers): Promise<ApiUnderTest> {
    const app = express();
    const { under, parts, log } = await begin(app);
    app.use(
      '/api',
      createApi({
        ...parts,
        database,
        log,
        isPractice: true,
        signIn: undefined,
        issuer,
        isSecure: false,
        turnstile: turnstileWith(usualRateLimits),
        outboxSecret: secret,
        shared: { world: under.table.world, keptAnswers: kept ?? under.table.ledger.keptAnswers },
        isStopping: () => under.isStopping,
        look: holdAgainstContract,
      }),
    );
    return under;
  }

  /** Only these calls, behind the real door. */
  static async startWith(
    calls: readonly BoundCall[],
    limits: RateLimitSettings = usualRateLimits,
    equalTime = new EqualTime(),
  ): Promise<ApiUnderTest> {
    const app = express();
    const { under, parts, log } = await begin(app);
    const { callers, origins } = parts;
    app.use(
      '/api/v1',
      contractRoutes(calls, {
        origins,
        callerOf: async (request) => {
          const { traceId, clientAddress } = contextOf(request);
          const who = await callers.of(request, clientAddress);
          return who && { ...who, traceId };
        },
        turnstile: turnstileWith(limits),
        cameBy: (request) => {
          const { traceId, clientAddress } = contextOf(request);
          return { traceId, origin: callers.originOf(clientAddress) };
        },
        isPageOf: (mark, person) => pageMarks.isOf(mark, person),
        repeats: new Repeats(under.table.ledger.keptAnswers),
        files: new SentFiles(),
        equalTime,
        namesFor: () => Promise.resolve(noNames),
        revisionOf: () => Promise.resolve(12),
        look: holdAgainstContract,
      }),
    );
    app.use(answerError(log));
    return under;
  }

  /** Where the API stands. */
  get address(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/api`;
  }

  async ask(path: string, { method, as, headers = {}, body }: Sent = {}): Promise<Response> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return fetch(this.address + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(as === undefined ? {} : { cookie: `session=${as}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: text }),
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  static readonly meetingId = meetingId();

  static idOf(text: string): ItemId {
    const read = readId('ItemId', text, 'item');
    if (!read.ok) throw new Error(text);
    return read.value;
  }

  static async listening(table: SmallTable, app: express.Express): Promise<ApiUnderTest> {
    const server = createServer(app);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ApiUnderTest(table, server);
  }
}

/** The browsers that the API under test knows. */
export const browsers = new KnownBrowsers({ secret, isSecure: false });

function turnstileWith(limits: RateLimitSettings): Turnstile {
  return new Turnstile(new RateLimits(limits), browsers);
}

const noNames = {
  item: () => undefined,
  person: () => undefined,
  organisation: () => undefined,
  child: () => undefined,
  action: () => undefined,
};

async function begin(app: express.Express) {
  const under = await ApiUnderTest.listening(await smallTable(), app);
  app.use(giveContext(createInnerDoor(), clientAddresses({ kind: 'COUNT', count: 1 })));
  const now = () => Date.UTC(2026, 10, 24, 8);
  const sessions = sessionsByName();
  const callers = new Callers({ sessions, isSecure: false, secret, now });
  const log: Log = {
    failure: (where, error) => {
      under.places.push(where);
      under.failures.push(error);
    },
    event: () => undefined,
  };
  return { under, parts: { sessions, callers, pageMarks, now, origins: () => [ourOrigin] }, log };
}

/** The token of a session is the person's id: signing in is tested elsewhere. */
function sessionsByName(): SessionDesk {
  return {
    start: (person) => Promise.resolve(person),
    holder: (cookie) => {
      const person = readId('PersonId', readSessionCookie(cookie, false), 'person');
      return Promise.resolve(person.ok ? person.value : undefined);
    },
    signOut: () => Promise.resolve(),
    endAllOf: () => Promise.resolve(0),
    ends: (_cookie, nowMs) =>
      Promise.resolve({ idleEndsAtMs: nowMs + 600_000, endsAtMs: nowMs + 36_000_000 }),
    signedIn(cookie): Promise<SignedIn | undefined> {
      const token = readSessionCookie(cookie, false);
      const person = readId('PersonId', token, 'person');
      const organisation = readId('OrganisationId', 'veilig-thuis', 'organisation');
      if (!person.ok || !organisation.ok) return Promise.resolve(undefined);
      const name = `Deelnemer ${person.value}`;
      const of = organisation.value;
      return Promise.resolve({ person: person.value, name, organisation: of, role: 'chair' });
    },
  };
}

/** The meeting of the small table. */
function meetingId(): MeetingId {
  const read = readId('MeetingId', 'overleg-24-november', 'meeting');
  if (!read.ok) throw new Error('no meeting');
  return read.value;
}

function holdAgainstContract(name: keyof typeof apiContract, body: unknown): void {
  const { answer }: ApiCall = apiContract[name];
  answer?.parse(JSON.parse(JSON.stringify(body)));
}
