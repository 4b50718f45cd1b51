import { startPostgres, type TestPostgres } from '@overlegtafel/db/testing/start-postgres';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerUnderTest, workspaceFolder } from '../faults/server-under-test.ts';

export const databases = ['sqlite', 'postgresql'] as const;
export type DatabaseKind = (typeof databases)[number];

/** A database with servers before it, all of it its own and gone when it is left. */
export class Stand {
  readonly #folder: string;
  readonly #postgres: TestPostgres | undefined;
  readonly #env: Readonly<Record<string, string>>;
  readonly #servers: ServerUnderTest[] = [];

  private constructor(folder: string, postgres: TestPostgres | undefined, url: string | undefined) {
    this.#folder = folder;
    this.#postgres = postgres;
    this.#env = url === undefined ? {} : { DATABASE_URL: url };
  }

  static async make(database: DatabaseKind): Promise<Stand> {
    const folder = await mkdtemp(join(tmpdir(), 'overlegtafel-stand-'));
    const postgres = database === 'postgresql' ? await startPostgres() : undefined;
    return new Stand(folder, postgres, await postgres?.newDatabase());
  }

  /** Starts a server; on PostgreSQL any number of them can stand before one database. */
  async start(port = 0): Promise<ServerUnderTest> {
    const options = { dataFolder: this.#folder, env: this.#env, port };
    const server = await ServerUnderTest.start(options);
    this.#servers.push(server);
    return server;
  }

  async stopServers(): Promise<void> {
    const running = this.#servers.splice(0).filter(({ isRunning }) => isRunning);
    await Promise.all(running.map((server) => server.stop()));
  }

  /** What `npm run verify` says is wrong with the chains, after the servers stopped; nothing when they are sound. */
  async verify(): Promise<string | undefined> {
    await this.stopServers();
    const program = 'apps/server/src/operations/verify-command.ts';
    const what = this.#env['DATABASE_URL'] ?? this.#folder;
    const check = spawn(process.execPath, [program, what], { cwd: workspaceFolder });
    const said: string[] = [];
    for (const stream of [check.stdout, check.stderr])
      stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    await once(check, 'close');
    return check.exitCode === 0 ? undefined : said.join('');
  }

  async leave(): Promise<void> {
    await this.stopServers();
    await this.#postgres?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
