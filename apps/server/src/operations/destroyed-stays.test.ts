import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Database,
  DestructionLedger,
  openToVerify,
  readCheckpointKey,
} from '@overlegtafel/db';
import { startPostgres, type TestPostgres } from '@overlegtafel/db/testing/start-postgres';
import { type CaseId, instant, localDateOf, type ReportId } from '@overlegtafel/domain';
import { apiContract } from '@overlegtafel/protocol/api';
import { carryOutRetention } from '@overlegtafel/usecases';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everybody } from '../documents/room-access.fixture.ts';
import { type Configuration, readConfiguration } from '../configuration/configuration.ts';
import { openStorage } from '../lifecycle/open-storage.ts';
import { practiceTable as table } from '../practice/seed/people-rows.ts';
import { practicePersonId } from '../practice/seed/practice-stage.ts';
import { seedPractice } from '../practice/seed/seed-practice.ts';
import { createWorld } from '../world.ts';
import { backup, listBackups } from './backup.ts';
import { bringBeside } from './bring-beside.fixture.ts';
import { keysOf } from './keys-of.ts';
import { readLoss } from './loss.ts';
import { restore } from './restore.ts';
import { serve } from './served.fixture.ts';
import { verify } from './verify.ts';

const log = { failure: () => undefined, event: () => undefined };
const chair = practicePersonId('chair');
const patienceMs = 240_000;
const now = instant(Date.now());
/** A word of closed weeks. */
const word = 'school';

const worldOf = (database: Database) => {
  const access = everybody(true);
  return createWorld({ database, log, now: () => now, access }).world;
};

/** The request of somebody of this household is granted, and carried out as the server does every day. */
async function destroyOnRequest(database: Database, caseId: CaseId): Promise<void> {
  const place = { id: 'a-request', table, caseId };
  const answer = { kind: 'GRANTED', by: practicePersonId('privacy-officer') } as const;
  await database.ledger.commit({
    guards: [],
    changes: [
      { put: 'rightsRequest', row: { ...place, kind: 'ERASURE', receivedAt: now } },
      { put: 'erasureAnswer', row: { ...place, answer: { ...answer, on: localDateOf(now) } } },
    ],
    lines: [],
  });
  const asked = { by: 'one', clock: { kind: 'IN_STEP', at: now } } as const;
  expect(await carryOutRetention(database.retention, asked, worldOf(database))).toBeGreaterThan(0);
}

/** The id of nothing: another one, whatever the first letter was. */
const another = (id: CaseId) => (id.startsWith('x') ? 'y' : 'x') + id.slice(1);

/** Everything with which the words of a case could still be read or found. */
async function traces(configuration: Configuration, caseId: CaseId) {
  const { database, dataFolder } = configuration;
  const keys = keysOf(configuration);
  const path = join(dataFolder, 'overlegtafel.db');
  const opened = openToVerify(
    database.kind === 'postgresql'
      ? { kind: 'postgresql', url: database.url, keys }
      : { kind: 'sqlite', path, keys },
  );
  try {
    const { orm, tables } = opened.storage;
    const { caseKey, secretKey, searchPart, report } = tables;
    const reports = (await orm.select().from(report)).filter((row) => row.caseId === caseId);
    const owners = new Set([`case:${caseId}`, ...reports.map(({ id }) => `report:${id}`)]);
    const wrapped = [
      ...(await orm.select().from(caseKey)).filter((row) => row.caseId === caseId),
      ...(await orm.select().from(secretKey)).filter(({ owner }) => owners.has(owner)),
    ].flatMap((row) => row.wrapped ?? []);
    const found = (await orm.select().from(searchPart)).filter((row) => row.caseId === caseId);
    return { wrapped, found: found.length };
  } finally {
    await opened.close();
  }
}

describe.each(['sqlite', 'postgresql'] as const)('what was destroyed, on %s', (kind) => {
  let folder: string;
  let postgres: TestPostgres | undefined;
  let from: Configuration;
  let backedUp: string | undefined;
  let caseId: CaseId;
  let before: Awaited<ReturnType<typeof traces>>;

  async function settings(name: string): Promise<Configuration> {
    const databaseUrl = await postgres?.newDatabase();
    const env = { DATA_DIR: join(folder, name), ...(databaseUrl && { DATABASE_URL: databaseUrl }) };
    return readConfiguration(env, '/');
  }

  const placeOf = ({ database, dataFolder }: Configuration) =>
    database.kind === 'postgresql' ? database.url : dataFolder;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'overlegtafel-destroyed-'));
    postgres = kind === 'postgresql' ? await startPostgres() : undefined;
    from = await settings('from');
    const first = (await openStorage(from, log)).database;
    await seedPractice({ world: worldOf(first), log: first.roomLog });
    await first.close();
    const server = await serve(from);
    const asked = await server.post(`/tables/${table}/searches`, { words: word });
    await server.stop();
    const [hit] = apiContract.search.answer.parse(asked.body).hits;
    if (!hit) throw new Error('the word is not found');
    caseId = hit.caseId as CaseId;
    await backup(join(folder, 'backups'), from, () => now);
    backedUp = listBackups(join(folder, 'backups'), keysOf(from))[0]?.folder;
    before = await traces(from, caseId);
    expect(before.wrapped.length).toBeGreaterThan(1);
    expect(before.found).toBeGreaterThan(0);
    const { database } = await openStorage(from, log);
    await destroyOnRequest(database, caseId);
    await database.close();
  }, patienceMs);

  afterAll(async () => {
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it(
    'RN220, RN222 does not come back with a backup: nobody reads or finds it, and its keys are gone',
    async () => {
      const to = await settings('to');
      await bringBeside(from.dataFolder, to.dataFolder);
      const said = await restore([backedUp, to.dataFolder], { configuration: to }, log);
      expect(said.join('\n')).toContain('Opnieuw vernietigd, omdat het al vernietigd was: 1.');
      expect(await traces(to, caseId)).toEqual({ wrapped: [], found: 0 });
      const server = await serve(to);
      try {
        expect(await server.get(`/cases/${caseId}`)).toMatchObject({ status: 404 });
        const asked = await server.post(`/tables/${table}/searches`, { words: word });
        const { hits } = apiContract.search.answer.parse(asked.body);
        expect(hits.filter((hit) => hit.caseId === caseId)).toEqual([]);
      } finally {
        await server.stop();
      }
      expect(await verify(placeOf(to), { DATA_DIR: to.dataFolder })).toMatchObject({
        isSound: true,
      });
    },
    patienceMs,
  );

  it(
    'RN221 a restore does not go on without the list, unless somebody answers for it, and that is kept',
    async () => {
      const to = await settings('without');
      await bringBeside(from.dataFolder, to.dataFolder);
      await rm(join(to.dataFolder, 'checkpoints'), { recursive: true });
      const asked = [backedUp, to.dataFolder];
      await expect(restore(asked, { configuration: to }, log)).rejects.toThrow(
        /destructions-.*ontbreekt.*Zet de bestanden.*--lijst-kwijt.*niets teruggezet/s,
      );
      expect(await readdir(to.dataFolder)).not.toContain('overlegtafel.db');
      const { rest, loss } = readLoss([
        ...asked.map(String),
        '--lijst-kwijt',
        'A. de Vries: brand',
      ]);
      expect(rest).toEqual(asked);
      await restore(rest, { configuration: to, loss }, log);
      const names = await readdir(join(to.dataFolder, 'checkpoints'));
      const lists = names.filter((name) => name.startsWith('destructions-'));
      const texts = lists.map((name) => readFile(join(to.dataFolder, 'checkpoints', name), 'utf8'));
      expect((await Promise.all(texts)).join('')).toContain(
        '"act":{"by":"A. de Vries","kind":"LOST","reason":"brand"}',
      );
      expect((await traces(to, caseId)).found).toBe(before.found);
    },
    patienceMs,
  );

  it(
    'RN223 verify names a list that was changed or cut off, and what is back',
    async () => {
      const verified = async () => {
        const { isSound, lines } = await verify(placeOf(from), { DATA_DIR: from.dataFolder });
        return { isSound, wrong: lines.filter((line) => line.includes('NIET')).join('\n') };
      };
      expect(await verified()).toEqual({ isSound: true, wrong: '' });
      const checkpoints = join(from.dataFolder, 'checkpoints');
      const names = (await readdir(checkpoints)).filter((name) => name.startsWith('destructions-'));
      const path = join(checkpoints, names.toSorted().at(-1) ?? '');
      const whole = await readFile(path, 'utf8');
      await writeFile(path, whole.replace(`CASE ${caseId}`, `CASE ${another(caseId)}`));
      expect((await verified()).wrong).toMatch(
        /Vernietigingen .*regel \d+ is niet wat er is vast|onderteken/,
      );
      await writeFile(path, whole.split('\n').slice(0, 1).join('\n') + '\n');
      expect((await verified()).wrong).toContain('Vernietigingen');
      await expect(openStorage(from, log)).rejects.toThrow('--lijst-kwijt');
      await writeFile(path, whole);
      expect(await verified()).toEqual({ isSound: true, wrong: '' });
    },
    patienceMs,
  );

  it(
    'RN224, RN300 a destruction that was named and cut short is done at the next start of which the clock is in step',
    async () => {
      const opened = (await openStorage(from, log)).database;
      const row = { id: 'an-advice' as ReportId, table, receivedAt: now, adviser: chair };
      await opened.ledger.commit({ guards: [], changes: [{ put: 'advice', row }], lines: [] });
      const identity = await opened.destructions.identity();
      await opened.close();
      const ledger = new DestructionLedger({
        folder: join(from.dataFolder, 'checkpoints'),
        key: readCheckpointKey(join(from.dataFolder, 'checkpoint.key')),
        now: () => now,
        database: identity,
      });
      ledger.name('ADVICE an-advice', 'TERM_ENDED ADVICE_REQUEST');
      expect(ledger.named()?.open.size).toBe(1);
      const days = 86_400_000;
      const ahead = (await openStorage(from, log, () => Date.now() + 45 * days)).database;
      expect((await ahead.destructions.alive(new Set(['ADVICE an-advice']))).size).toBe(1);
      expect(ledger.named()?.open.size).toBe(1);
      await ahead.close();
      const again = (await openStorage(from, log)).database;
      expect((await again.destructions.alive(new Set(['ADVICE an-advice']))).size).toBe(0);
      expect(ledger.named()?.open.size).toBe(0);
      expect(ledger.named()?.done.has('ADVICE an-advice')).toBe(true);
      await again.close();
    },
    patienceMs,
  );
});
