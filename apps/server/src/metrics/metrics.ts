import type { Database } from '@overlegtafel/db';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Log } from '../log.ts';

const seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const sizes = [1, 2, 5, 10, 20, 50, 100, 500];
const perSecond = 1_000;

/** What is counted, for whoever runs the server. Labels come from closed lists: no ids, nothing that was written. */
export class Metrics {
  readonly registry = new Registry();
  readonly #registers = [this.registry];
  readonly requests = new Histogram({
    name: 'overlegtafel_request_seconds',
    help: 'How long requests take, by the name of the call and the status.',
    labelNames: ['call', 'status'],
    buckets: seconds,
    registers: this.#registers,
  });
  readonly connections = new Gauge({
    name: 'overlegtafel_open_connections',
    help: 'WebSockets that are open, by what they carry.',
    labelNames: ['transport'],
    registers: this.#registers,
  });
  readonly #commits = new Histogram({
    name: 'overlegtafel_commit_seconds',
    help: 'How long it takes until something is on disk: updates of documents, or a command.',
    labelNames: ['of'],
    buckets: seconds,
    registers: this.#registers,
  });
  readonly #batches = new Histogram({
    name: 'overlegtafel_commit_updates',
    help: 'How many updates of documents are handed over at once.',
    buckets: sizes,
    registers: this.#registers,
  });
  readonly #failures = new Counter({
    name: 'overlegtafel_write_failures_total',
    help: 'Writes that were not stored, of documents, commands or lines of the access log.',
    labelNames: ['of'],
    registers: this.#registers,
  });
  readonly #lines = new Counter({
    name: 'overlegtafel_access_lines_total',
    help: 'Lines of the access log, by result.',
    labelNames: ['result'],
    registers: this.#registers,
  });
  readonly #sessions = new Counter({
    name: 'overlegtafel_sessions_total',
    help: 'Sessions that were started or ended here.',
    labelNames: ['what'],
    registers: this.#registers,
  });
  readonly #refused = new Counter({
    name: 'overlegtafel_refused_updates_total',
    help: 'Updates of documents that were refused, by reason.',
    labelNames: ['reason'],
    registers: this.#registers,
  });

  /** Says how many rooms are in memory whenever somebody asks. */
  watchRooms(rooms: { readonly size: number }): void {
    new Gauge({
      name: 'overlegtafel_rooms_loaded',
      help: 'Rooms in memory.',
      registers: this.#registers,
      collect() {
        this.set(rooms.size);
      },
    });
  }

  /** A log whose refusals are counted. */
  countIn(log: Log): Log {
    return {
      failure: (where, error, traceId) => log.failure(where, error, traceId),
      event: (what, about) => {
        const { reason } = about;
        if (what === 'document refused' && reason !== undefined && isCode(reason))
          this.#refused.inc({ reason });
        log.event(what, about);
      },
    };
  }

  /** The same database, with its writes counted. */
  countWrites(database: Database): Database {
    const { roomLog, ledger, sessions } = database;
    return {
      ...database,
      roomLog: overlay(roomLog, {
        append: (entries) => {
          this.#batches.observe(entries.length);
          return this.#timed('documents', () => roomLog.append(entries));
        },
      }),
      ledger: {
        record: async (lines) => {
          await this.#timed('access-log', () => ledger.record(lines));
          for (const { result } of lines) this.#lines.inc({ result });
        },
        commit: async (commit) => {
          const committed = await this.#timed('commands', () => ledger.commit(commit));
          if (committed.kind === 'STORED')
            for (const { result } of commit.lines) this.#lines.inc({ result });
          return committed;
        },
        dropIntakes: (which) => ledger.dropIntakes(which),
      },
      sessions: overlay(sessions, {
        add: async (session) => {
          await sessions.add(session);
          this.#sessions.inc({ what: 'started' });
        },
        end: async (hashes, at) => {
          await sessions.end(hashes, at);
          this.#sessions.inc({ what: 'ended' }, hashes.length);
        },
      }),
    };
  }

  async #timed<T>(of: string, work: () => Promise<T>): Promise<T> {
    const from = performance.now();
    try {
      return await work();
    } catch (error) {
      this.#failures.inc({ of });
      throw error;
    } finally {
      this.#commits.observe({ of }, (performance.now() - from) / perSecond);
    }
  }
}

/** A reason out of the program's own list; whatever else may come in its place is not told. */
function isCode(reason: string): boolean {
  return /^[A-Z_]{1,32}$/.test(reason);
}

/** The same object with some of its methods replaced; its own ones keep what they are bound to. */
function overlay<T extends object>(base: T, methods: Partial<T>): T {
  return new Proxy(base, {
    get(target, name): unknown {
      const own: unknown = Reflect.get(name in methods ? methods : target, name);
      return typeof own === 'function' ? own.bind(name in methods ? methods : target) : own;
    },
  });
}
