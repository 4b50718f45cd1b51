import * as sample from '@overlegtafel/usecases/sample-rows';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountsBrokenError } from '../errors.ts';
import { LogForm } from '../audit/log-line.ts';
import { noWrites } from '../audit/open-to-verify.ts';
import type { Orm } from '../kit/orm.ts';
import { sqliteKit } from '../kit/sqlite-kit.ts';
import { openPostgres } from '../postgres/open-postgres.ts';
import { openToRead, openToWrite } from '../sqlite/connection.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { readPeople } from '../stores/read-people.ts';
import { defineTables } from '../tables.ts';
import { accessLine } from '../testing/sample-lines.ts';
import { temporaryFolder, testKeys } from '../testing/sample-rooms.ts';
import { startPostgres, type TestPostgres } from '../testing/start-postgres.ts';
import {
  allRights,
  member,
  namedIn,
  rightsIn,
  settle,
  type Tampered,
  tamperings,
  wordsOf,
} from '../testing/tampered-accounts.ts';
import { AccountSeal } from './account-chain.ts';
import { sealedEvent } from './accounts-desk.ts';
import { SealedAccounts } from './sealed-accounts.ts';

const onFatal = (error: Error) => {
  throw error;
};
const keys = testKeys;
let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

type Closing = Tampered & { readonly dispose: () => Promise<void> };

async function onSqlite(): Promise<Closing> {
  const folder = temporaryFolder();
  const another = () => openSqlite({ dataDir: folder.path, keys, writer: 'main', onFatal });
  const database = await another();
  const beside = openToWrite({ path: join(folder.path, 'overlegtafel.db'), key: keys.file });
  const sql = (text: string) => Promise.resolve(void beside.exec(text));
  return {
    database,
    sql,
    another,
    at: (ms) => String(ms),
    dropTriggers: async () => {
      const triggers = beside.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`);
      for (const name of triggers.pluck().all()) await sql(`DROP TRIGGER ${String(name)}`);
    },
    dispose: async () => {
      beside.close();
      await database.close();
      folder[Symbol.dispose]();
    },
  };
}

async function onPostgres(): Promise<Closing> {
  const url = await server.newDatabase();
  const another = () => openPostgres({ url, keys, onFatal });
  const database = await another();
  const sql = async (text: string) => void (await database.pool?.query(text));
  return {
    database,
    sql,
    another,
    at: (ms) => `to_timestamp(${ms / 1000})`,
    dropTriggers: async () => {
      for (const table of ['account_change', 'account_head', 'membership'])
        await sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    },
    dispose: () => database.close(),
  };
}

const undo = (all: readonly string[], gone: readonly string[]) =>
  all.filter((one) => !gone.includes(one));

describe.each([
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
] as const)('what gives rights, on %s', (_name, open) => {
  let on: Closing;
  const told: string[] = [];
  beforeAll(async () => {
    on = await open();
    on.database.accounts.watch((trouble) => told.push(wordsOf(trouble)));
    await settle(on.database);
  });
  afterAll(() => on.dispose());

  it('AU140, SR140 counts as the server wrote it, and a check finds nothing', async () => {
    expect(await rightsIn(on.database)).toEqual(allRights);
    const verdicts = await on.database.chains.verify();
    expect(verdicts).toContainEqual({ kind: 'SOUND', of: 'ACCOUNTS', name: 'accounts', lines: 13 });
    expect(told).toEqual([]);
  });

  it.each(tamperings(String).map(({ what }, i) => [what, i] as const))(
    'AU141, SR140 %s counts for nothing, is named, and nothing else stops',
    async (_what, i) => {
      const tampering = tamperings(on.at)[i];
      if (!tampering) throw new Error('there is no such tampering');
      const { sql, gone, named, told: tells } = tampering;
      told.splice(0);
      await on.sql(sql);
      for (let times = 1; times <= 2; times++)
        expect(await rightsIn(on.database)).toEqual(undo(allRights, gone));
      expect(told).toEqual(tells === undefined ? [] : [tells]);
      expect(namedIn(await on.database.chains.verify())).toEqual(
        named === undefined ? [] : [named],
      );
      await on.sql(tampering.undo);
      expect(await rightsIn(on.database)).toEqual(allRights);
      expect(namedIn(await on.database.chains.verify())).toEqual([]);
    },
  );

  it('SR140 whose place was changed past the server is told so', async () => {
    await on.sql(`UPDATE membership SET role = 'chair' WHERE id = 'm-police'`);
    expect(await on.database.stores.isAltered(sample.police)).toBe(true);
    await on.sql(`UPDATE membership SET role = 'police' WHERE id = 'm-police'`);
    expect(await on.database.stores.isAltered(sample.police)).toBe(false);
  });

  it('SR141 the database itself refuses to change or remove a change', async () => {
    for (const sql of [
      `UPDATE account_change SET what = 'ADDED'`,
      `DELETE FROM account_change`,
      `DELETE FROM account_head`,
    ])
      await expect((async () => on.sql(sql))()).rejects.toThrow(/append-only/);
  });

  it('SR140 what another process changes is known here at once', async () => {
    const other = await on.another();
    const row = member('auditor', 'auditor', sample.minute(500));
    await other.ledger.commit({ guards: [], changes: [{ put: 'membership', row }], lines: [] });
    expect(await rightsIn(on.database)).toContain('auditor auditor until');
    expect(namedIn(await on.database.chains.verify())).toEqual([]);
    await other.close();
  });
});

describe.each([
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
] as const)('the chain of what gives rights, on %s', (_name, open) => {
  async function settled(): Promise<Closing> {
    const on = await open();
    await settle(on.database);
    await rightsIn(on.database);
    await on.dropTriggers();
    return on;
  }
  const lastGone = `DELETE FROM account_change WHERE number = 13`;
  const wasLonger = `UPDATE membership SET valid_until = NULL WHERE id = 'm-worker'`;

  it('AU142 a row put back together with the end of the chain counts for nothing here, and breaks a promise', async () => {
    const on = await settled();
    const promised = await on.database.chains.heads();
    await on.sql(lastGone);
    await on.sql(
      `UPDATE account_head SET number = 12, hash = (SELECT hash FROM account_change WHERE number = 12)`,
    );
    await on.sql(wasLonger);
    expect(await rightsIn(on.database)).not.toContain('worker vt-worker');
    expect(await on.database.chains.behind(promised)).toEqual({
      of: 'accounts',
      name: 'accounts',
      seq: 13,
    });
    expect(await on.database.stores.accountsCount()).toBe('BROKEN');
    await on.dispose();
  });

  it.each([
    ['a change is gone', lastGone, 'ACCOUNTS accounts MISSING'],
    [
      'a change is another one',
      `UPDATE account_change SET key = 'm-evil' WHERE number = 5`,
      'ACCOUNTS accounts CHANGED',
    ],
    ['the end is moved', `UPDATE account_head SET number = 12`, 'ACCOUNTS accounts END_MOVED'],
    [
      'a change is added without the key',
      `INSERT INTO account_change SELECT 14, kind, key, what, seal, hash FROM account_change WHERE number = 13`,
      'ACCOUNTS accounts CHANGED',
    ],
  ])(
    'AU141, SR144 %s: a new process and a check say so, and nobody is added any more',
    async (_what, sql, named) => {
      const on = await settled();
      await on.sql(sql);
      expect(namedIn(await on.database.chains.verify())).toContain(named);
      const fresh = await on.another();
      expect(await fresh.stores.accountsCount()).toBe('BROKEN');
      const changes = [{ put: 'membership', row: member('evil', 'chair') }] as const;
      const adding = fresh.ledger.commit({ guards: [], changes, lines: [] });
      await expect(adding).rejects.toBeInstanceOf(AccountsBrokenError);
      expect(await rightsIn(fresh)).not.toContain('evil chair');
      await fresh.close();
      await on.dispose();
    },
  );

  it('SR142 what stood there before there were seals is sealed once, on the record', async () => {
    const on = await settled();
    const unseal = async () => {
      await on.sql(`DELETE FROM account_change`);
      await on.sql(`DELETE FROM account_head`);
    };
    await unseal();
    const line = () => ({ ...accessLine(1), event: sealedEvent });
    const first = await on.another();
    expect(await first.stores.membershipsAt(sample.table)).toEqual([]);
    expect(namedIn(await first.chains.verify())).toEqual([]);
    expect(await first.accounts.sealOnce(line)).toBe(12);
    expect(await rightsIn(first)).toEqual(allRights);
    expect(await first.accounts.sealOnce(line)).toBeUndefined();
    const second = await on.another();
    expect(await second.accounts.sealOnce(line)).toBeUndefined();
    expect(await rightsIn(second)).toEqual(allRights);
    await second.close();
    await unseal();
    const third = await on.another();
    await expect(third.accounts.sealOnce(line)).rejects.toBeInstanceOf(AccountsBrokenError);
    expect(await third.stores.membershipsAt(sample.table)).toEqual([]);
    for (const each of [first, third]) await each.close();
    await on.dispose();
  });
});

it('SR143 asking for rights costs no query more than before: seals are checked when a row was read', async () => {
  using folder = temporaryFolder();
  const database = await openSqlite({ dataDir: folder.path, keys, writer: 'main', onFatal });
  await settle(database);
  const reader = openToRead({ path: join(folder.path, 'overlegtafel.db'), key: keys.file });
  const queries: string[] = [];
  const logger = { logQuery: (query: string) => void queries.push(query) };
  const orm = drizzle(reader, { logger }) as unknown as Orm;
  const tables = defineTables(sqliteKit);
  const storage = { orm, tables, write: noWrites, form: new LogForm(keys.pseudonyms) };
  const people = readPeople(storage, new SealedAccounts(storage, new AccountSeal(keys.accounts)));
  const ask = async () => (await people.membershipsOf(sample.police)).length;
  expect([await ask(), queries.length]).toEqual([1, 2]);
  for (let n = 1; n <= 10; n++) expect([await ask(), queries.length]).toEqual([1, 2 + n]);
  reader.close();
  await database.close();
});
