import type { MeetingId, PersonId } from '@overlegtafel/domain';
import { canonicalJson } from '@overlegtafel/documents';
import type { NewRecord } from '@overlegtafel/usecases';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountSeal } from '../accounts/account-chain.ts';
import { CaseKeys } from '../keys/case-keys.ts';
import type { Orm } from '../kit/orm.ts';
import { sqliteKit } from '../kit/sqlite-kit.ts';
import { openToWrite, type Connection } from '../sqlite/connection.ts';
import { defineTables } from '../tables.ts';
import { accessLine, esdoorn, table } from '../testing/sample-lines.ts';
import {
  entries,
  openTestSqlite,
  room,
  temporaryFolder,
  testKeys,
} from '../testing/sample-rooms.ts';
import type { ChainKind, ChainVerdict } from './chain-verdict.ts';
import { Chains } from './chains.ts';
import { LogForm } from './log-line.ts';

const lines = 50;
const records = 12;
const folder = temporaryFolder();
const checkpoints = join(folder.path, 'checkpoints');
const { privateKey } = generateKeyPairSync('ed25519');
let beside: Connection;
let withKeys: Chains;
let withoutKeys: Chains;

function record(n: number): NewRecord {
  const item = `item-${n}` as never;
  const words = canonicalJson({ form: 1, item, words: `besluit ${n}` }) ?? '';
  return {
    id: `record-${n}`,
    table,
    meeting: 'overleg' as MeetingId,
    kind: 'MEETING',
    sealedAt: (5_000 + n) as never,
    sealedBy: 'chair' as PersonId,
    head: '{}',
    parts: [
      { item, caseId: esdoorn, body: words },
      { item, caseId: 'linde' as never, body: words },
    ],
    searchable: [],
  };
}

beforeAll(async () => {
  const database = await openTestSqlite(folder.path);
  await database.roomLog.append(entries(5));
  for (let n = 1; n <= lines; n++) await database.audit.record([accessLine(n)]);
  for (let n = 1; n <= records; n++)
    await database.ledger.commit({
      guards: [],
      changes: [{ add: 'record', row: record(n) }],
      lines: [],
    });
  const onTrouble = (error: unknown) => expect.unreachable(String(error));
  const settings = { folder: checkpoints, key: privateKey, now: Date.now, onTrouble };
  const kept = await database.chains.keepCheckpoints(settings, 'NOT_RESTORED');
  await kept.close();
  await database.close();
  beside = openToWrite({ path: join(folder.path, 'overlegtafel.db'), key: testKeys.file });
  const triggers = beside.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).pluck();
  for (const name of triggers.all()) beside.exec(`DROP TRIGGER ${String(name)}`);
  const write = { atomically: fail, guarded: fail };
  const orm = drizzle(beside) as unknown as Orm;
  const storage = {
    tables: defineTables(sqliteKit),
    orm,
    write,
    form: new LogForm(testKeys.pseudonyms),
  };
  withKeys = new Chains(
    storage,
    new CaseKeys(testKeys.wrapping),
    new AccountSeal(testKeys.accounts),
  );
  withoutKeys = new Chains(storage, undefined, undefined);
});

afterAll(() => {
  beside.close();
  folder[Symbol.dispose]();
});

function fail(): Promise<never> {
  return Promise.reject(new Error('a check writes nothing'));
}

type BrokenVerdict = Extract<ChainVerdict, { kind: 'BROKEN' }>;

/** What a check says of chains of one kind after this was done to the database; then it is undone. */
async function brokenAfter(sql: string, chains = withKeys): Promise<BrokenVerdict[]> {
  beside.exec('BEGIN');
  try {
    beside.exec(sql);
    const verdicts = await chains.verify({ folder: checkpoints, key: privateKey });
    return verdicts.filter((one) => one.kind === 'BROKEN');
  } finally {
    beside.exec('ROLLBACK');
  }
}

async function firstBroken(sql: string, of: ChainKind, chains = withKeys) {
  const found = (await brokenAfter(sql, chains)).find((one) => one.of === of);
  return found && { line: found.line, damage: found.damage };
}

const logTables = [
  ['access_line', 'ACCESS'],
  ['processing_line', 'PROCESSING'],
] as const;

describe('checking all chains', () => {
  it('AU30 an untouched database is sound, with the number of lines of each chain', async () => {
    const verdicts = await withKeys.verify({ folder: checkpoints, key: privateKey });
    expect(verdicts.map(({ of, kind }) => `${of} ${kind}`)).toEqual([
      'ROOM SOUND',
      'ACCESS SOUND',
      'PROCESSING SOUND',
      'RECORD SOUND',
      'CHECKPOINT SOUND',
    ]);
    expect(verdicts.map((one) => one.kind === 'SOUND' && one.lines)).toEqual([
      5,
      lines,
      lines,
      records,
      1,
    ]);
  });

  it.each(logTables)(
    'AU31 any row of %s that was changed, removed or swapped is named',
    async (name, of) => {
      for (let seq = 1; seq <= lines; seq++) {
        const flip = `UPDATE ${name} SET line = replace(line, 'read-item', 'read-itex') WHERE seq = ${seq}`;
        expect(await firstBroken(flip, of)).toEqual({ line: seq, damage: 'CHANGED' });
        const filed = `UPDATE ${name} SET at = at + 1 WHERE seq = ${seq}`;
        expect(await firstBroken(filed, of)).toEqual({ line: seq, damage: 'CHANGED' });
        const remove = `DELETE FROM ${name} WHERE seq = ${seq}`;
        expect(await firstBroken(remove, of)).toEqual({ line: seq, damage: 'MISSING' });
        if (seq === lines) continue;
        const swap = `UPDATE ${name} SET seq = -1 WHERE seq = ${seq};
        UPDATE ${name} SET seq = ${seq} WHERE seq = ${seq + 1};
        UPDATE ${name} SET seq = ${seq + 1} WHERE seq = -1`;
        expect(await firstBroken(swap, of)).toEqual({ line: seq, damage: 'CHANGED' });
      }
    },
  );

  it.each(logTables)('AU31 a row of %s that was added anywhere is named', async (name, of) => {
    const columns =
      name === 'access_line'
        ? 'at, id, person, table_id, case_id, line, hash'
        : 'at, subject, line, hash';
    const copyTo = (seq: string, stream = 'stream') =>
      `INSERT INTO ${name} (stream, seq, ${columns})
       SELECT ${stream}, ${seq}, ${columns} FROM ${name} WHERE seq = 3`;
    expect(await firstBroken(copyTo(`${lines} + 1`), of)).toEqual({
      line: lines + 1,
      damage: 'EXTRA',
    });
    expect(await firstBroken(copyTo('1', `'another'`), of)).toEqual({ line: 1, damage: 'EXTRA' });
    expect(await firstBroken(copyTo('0'), of)).toEqual({ line: 0, damage: 'EXTRA' });
  });

  it.each(logTables)(
    'AU32 an end of %s that was cut off with its head is found against the checkpoint',
    async (name, of) => {
      for (const last of [0, 1, 33, lines - 1]) {
        const cut = `DELETE FROM ${name} WHERE seq > ${last};
        UPDATE audit_stream SET head = ${last},
          head_hash = coalesce((SELECT hash FROM ${name} WHERE seq = ${last}), zeroblob(32))
          WHERE id IN (SELECT stream FROM ${name}) OR ${last} = 0`;
        const broken = await brokenAfter(cut);
        expect(broken.find((one) => one.of === 'CHECKPOINT')).toMatchObject({
          line: 1,
          damage: 'NOT_AS_PROMISED',
        });
        if (last > 0) expect(broken.filter((one) => one.of === of)).toEqual([]);
      }
    },
  );

  it('AU31 any record that was changed, removed, swapped or whose end moved is named', async () => {
    for (let n = 1; n <= records; n++) {
      const at = `number = ${n}`;
      for (const set of [
        `manifest = replace(manifest, '"kind":"MEETING"', '"kind":"ITEM"')`,
        `meeting = 'ander'`,
        'sealed_at = sealed_at + 1',
        `fingerprint = '${'0'.repeat(64)}'`,
      ])
        expect(await firstBroken(`UPDATE record SET ${set} WHERE ${at}`, 'RECORD')).toEqual({
          line: n,
          damage: 'CHANGED',
        });
      const removed = await firstBroken(`DELETE FROM record WHERE ${at}`, 'RECORD');
      expect(removed).toEqual({ line: n, damage: 'MISSING' });
    }
    const back = `UPDATE record_head SET number = ${records - 1}`;
    expect(await firstBroken(back, 'RECORD')).toEqual({ line: records, damage: 'EXTRA' });
  });

  it('AU33 any sealed part that was changed, moved or removed is named, also without keys', async () => {
    for (let n = 1; n <= records; n++) {
      const part = `record = 'record-${n}' AND place = 1`;
      for (const chains of [withKeys, withoutKeys]) {
        const damaged = `UPDATE record_part SET body = body || x'00' WHERE ${part}`;
        const expected = { line: n, damage: 'SEAL_BROKEN' };
        expect(await firstBroken(damaged, 'RECORD', chains)).toEqual(expected);
        const moved = `UPDATE record_part SET case_id = 'ander' WHERE ${part}`;
        expect(await firstBroken(moved, 'RECORD', chains)).toEqual(expected);
      }
      const removed = await firstBroken(`DELETE FROM record_part WHERE ${part}`, 'RECORD');
      expect(removed).toEqual({ line: n, damage: 'MISSING' });
    }
  });

  it('AU33 a part whose key was destroyed is still checked by the hash of its seal', async () => {
    const destroyed = `UPDATE case_key SET wrapped = NULL WHERE case_id = 'linde';`;
    expect(await brokenAfter(destroyed)).toEqual([]);
    const changed = `${destroyed} UPDATE record_part SET body = x'01' WHERE record = 'record-4' AND place = 1`;
    expect(await firstBroken(changed, 'RECORD')).toEqual({ line: 4, damage: 'SEAL_BROKEN' });
  });

  it('AU32 records and rooms that were cut off with their heads are found against the checkpoint', async () => {
    const records5 = `DELETE FROM record WHERE number > 5; UPDATE record_head SET number = 5,
      fingerprint = (SELECT fingerprint FROM record WHERE number = 5)`;
    const rooms3 = `DELETE FROM room_update WHERE seq > 3; UPDATE room SET head = 3,
      head_hash = (SELECT hash FROM room_update WHERE seq = 3) WHERE id = '${room}'`;
    for (const cut of [records5, rooms3])
      expect(await brokenAfter(cut)).toMatchObject([
        { of: 'CHECKPOINT', line: 1, damage: 'NOT_AS_PROMISED' },
      ]);
  });

  it('AU31 a row of a room that stands outside its chain is named', async () => {
    for (const seq of [0, 6, 100]) {
      const added = `INSERT INTO room_update SELECT room, ${seq}, person, writer, ${seq} + 50, client_ids, at,
        key_number, body, hash FROM room_update WHERE seq = 2`;
      expect(await firstBroken(added, 'ROOM')).toEqual({ line: seq, damage: 'CHANGED' });
    }
  });
});
