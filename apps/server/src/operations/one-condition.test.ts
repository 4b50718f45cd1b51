import { changeFile } from '@overlegtafel/db/testing/change-file';
import { cp, mkdir, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@overlegtafel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.ts';
import { openStorage } from '../lifecycle/open-storage.ts';
import { StartupProblem } from '../startup-problem.ts';
import { backup } from './backup.ts';
import { doctor } from './doctor.ts';
import { restore } from './restore.ts';
import { verify } from './verify.ts';

const log = { failure: () => undefined, event: () => undefined };
const room = 'item:aaaaaaaaaaaaaaaaaaaaaaaaaa';
let folder: string;
let whole: string;

const settings = (dataFolder: string) => readConfiguration({ DATA_DIR: dataFolder }, '/');
const machine = {
  nodeVersion: 'v24.21.0',
  nowMs: () => Date.now(),
  steadyMs: () => performance.now(),
  pause: () => Promise.resolve(),
  fsyncMs: () => 1,
  freeBytes: () => 1e12,
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-condition-'));
  whole = join(folder, 'whole');
  const { database } = await openStorage(settings(whole), log);
  await database.roomGate.create([{ room, schemaVersion: 1 }]);
  const entry = { room, person: 'chair' as never, writer: 'w'.repeat(22), clientIds: [1] } as const;
  for (let n = 1; n <= 60; n += 1)
    await database.roomLog.append([{ ...entry, n, atMs: n, update: Buffer.alloc(2_000, n) }]);
  await database.audit.record([
    {
      id: 'l'.repeat(26),
      at: instant(Date.UTC(2026, 10, 24, 9)),
      action: 'R',
      event: 'read-item',
      result: 'ALLOWED',
      isBreakGlass: false,
      objectKind: 'ITEM',
      object: 'a',
      origin: 'o',
      traceId: 't',
    },
  ]);
  await database.close();
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What each of those who look at a database says of it: the first line, or that it is sound. */
interface Said {
  readonly start: string;
  readonly verify: string;
  readonly doctor: string;
  readonly backup: string;
}

const sound = 'sound';

const firstLine = (words: string) => words.split('\n')[0] ?? '';

/** Anything but a sentence fails the test: a stack or a code is nothing that somebody can act on. */
async function saidBy(look: () => Promise<string | undefined>): Promise<string> {
  try {
    return firstLine((await look()) ?? sound);
  } catch (error) {
    if (error instanceof StartupProblem) return firstLine(error.message);
    throw error;
  }
}

async function lookAt(dataFolder: string): Promise<Said> {
  const configuration = settings(dataFolder);
  const verified = await saidBy(async () => {
    const { isSound, lines } = await verify(dataFolder, {});
    return isSound ? undefined : lines[0];
  });
  const diagnosed = await saidBy(async () => {
    const { findings } = await doctor({ DATA_DIR: dataFolder }, '/', machine);
    return findings.find(({ kind }) => kind === 'WRONG')?.words;
  });
  const saved = await saidBy(async () => {
    await backup(join(dataFolder, 'saved'), configuration, Date.now);
    return undefined;
  });
  // Last: a start brings up to date what it opens.
  const started = await saidBy(async () => {
    await (await openStorage(configuration, log)).database.close();
    return undefined;
  });
  return { start: started, verify: verified, doctor: diagnosed, backup: saved };
}

async function inCopy<T>(work: (copy: string) => Promise<T>): Promise<T> {
  const copy = await mkdtemp(join(folder, 'copy-'));
  try {
    await cp(whole, copy, { recursive: true });
    return await work(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

const database = (copy: string) => join(copy, 'overlegtafel.db');

/** The same places in every run. */
function placeOf(i: number, size: number): number {
  return createHash('sha256').update(`place ${i}`).digest().readUInt32BE() % size;
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}

describe('a database that was damaged', () => {
  it(
    'OP260 at 200 places: start, verify, doctor and backup say the same sentence',
    { timeout: 600_000 },
    async () => {
      const size = statSync(database(whole)).size;
      const found = new Set<string>();
      for (let i = 0; i < 200; i += 1) {
        const at = i < 3 ? i * 20 : placeOf(i, size);
        await inCopy(async (copy) => {
          flip(database(copy), at);
          const said = await lookAt(copy);
          const same = said.start.replaceAll(copy, '<map>');
          const heard = Object.values<string>({ ...said }).map((one) =>
            one.replaceAll(copy, '<map>'),
          );
          expect([at, ...heard]).toEqual([at, same, same, same, same]);
          found.add(same);
        });
      }
      expect(found).toContainEqual(
        expect.stringMatching(/past niet .* of het begin van de database/),
      );
      expect(found).toContainEqual(expect.stringMatching(/zijn beschadigd/));
    },
  );

  it.each([
    ['cut short', (copy: string) => truncate(database(copy), 50_000), /beschadigd/],
    [
      'cut in its first page',
      (copy: string) => truncate(database(copy), 100),
      /past niet|beschadigd/,
    ],
    ['emptied', (copy: string) => truncate(database(copy), 0), /weg of leeg/],
    ['gone', (copy: string) => rm(database(copy)), /weg of leeg|geen database/],
    [
      'another file',
      (copy: string) => writeFile(database(copy), 'niets '.repeat(2_000)),
      /past niet/,
    ],
    [
      'without its checkpoints',
      (copy: string) => rm(join(copy, 'checkpoints'), { recursive: true }),
      /geen enkel controlepunt/,
    ],
    [
      'a file where its checkpoints should be',
      async (copy: string) => {
        await rename(join(copy, 'checkpoints'), join(copy, 'elders'));
        await writeFile(join(copy, 'checkpoints'), '');
      },
      /controlepunten in .* zijn niet te gebruiken/,
    ],
    [
      'of a newer version',
      (copy: string) => {
        changeFile(
          copy,
          join(copy, 'practice.key'),
          `INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9e15)`,
        );
        return Promise.resolve();
      },
      /nieuwere versie/,
    ],
  ])('OP260 %s: everybody says it in a sentence', async (_what, damage, words) => {
    await inCopy(async (copy) => {
      await damage(copy);
      const said = await lookAt(copy);
      for (const one of Object.values(said)) expect(one).toMatch(words);
    });
  });

  it('OP261 a database that is gone is not begun anew: the refused start leaves nothing', async () => {
    await inCopy(async (copy) => {
      await rm(database(copy));
      await expect(openStorage(settings(copy), log)).rejects.toThrow('De database is weg of leeg');
      expect(() => statSync(database(copy))).toThrow('ENOENT');
    });
  });

  it('OP262 with a broken chain no backup is made, because none could be put back', async () => {
    await inCopy(async (copy) => {
      changeFile(
        copy,
        join(copy, 'practice.key'),
        `DROP TRIGGER room_update_never_changes; UPDATE room_update SET n = 99 WHERE seq = 2`,
      );
      const saving = backup(join(copy, 'saved'), settings(copy), Date.now);
      await expect(saving).rejects.toThrow(
        /1 van \d+ ketens in de gegevens kloppen niet.*verify.*Er is geen back-up gemaakt/s,
      );
      expect((await verify(copy, {})).isSound).toBe(false);
    });
  });

  it('OP260 a backup of which one byte changed is refused in a sentence', async () => {
    await inCopy(async (copy) => {
      const saved = join(copy, 'saved');
      const [done = ''] = await backup(saved, settings(copy), Date.now);
      const place = /in (\S+):/.exec(done)?.[1] ?? '';
      const target = join(copy, 'back');
      await mkdir(target);
      for (const key of ['practice.key', 'checkpoint.key'])
        await cp(join(copy, key), join(target, key));
      const file = join(place, 'overlegtafel.db');
      flip(file, placeOf(1, statSync(file).size));
      const said = await saidBy(async () => {
        await restore([place, target], { configuration: settings(target) }, log);
        return undefined;
      });
      expect(said).toContain('is niet wat er is bewaard');
    });
  });
});
