import { generateKeyPairSync } from 'node:crypto';
import {
  chmodSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  existsSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database.ts';
import { accessLine } from '../testing/sample-lines.ts';
import { entries, entry, openTestSqlite, room, temporaryFolder } from '../testing/sample-rooms.ts';
import { hashOfLine, isSigned, readCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { lastCheckpoint } from './checkpoint-files.ts';
import {
  CheckpointKeyError,
  readCheckpointKey,
  readOrMakeCheckpointKey,
} from './checkpoint-key.ts';
import { BehindCheckpointError, type Checkpoints } from './checkpoints.ts';

const { privateKey: key } = generateKeyPairSync('ed25519');
let made: ReturnType<typeof temporaryFolder>;
let data: string;
let folder: string;
let nowMs = 0;
let troubles: unknown[] = [];
let opened: { database: Database; kept: Checkpoints }[] = [];

beforeEach(() => {
  made = temporaryFolder();
  data = join(made.path, 'data');
  folder = join(made.path, 'checkpoints');
  nowMs = Date.UTC(2026, 10, 24, 9);
  troubles = [];
  opened = [];
});

afterEach(async () => {
  for (const { database, kept } of opened) {
    await kept.close();
    await database.close();
  }
  made[Symbol.dispose]();
});

/** Opens the database as a start does: held against what was promised, and promising on. */
async function start(restored: 'RESTORED' | 'NOT_RESTORED' = 'NOT_RESTORED', at = data) {
  nowMs += 1_000;
  const database = await openTestSqlite(at);
  const settings = {
    folder,
    key,
    now: () => nowMs,
    onTrouble: (error: unknown) => void troubles.push(error),
  };
  try {
    const kept = await database.chains.keepCheckpoints(settings, restored);
    opened.push({ database, kept });
    return { database, kept };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function stop({ database, kept }: { database: Database; kept: Checkpoints }): Promise<void> {
  opened = opened.filter((one) => one.database !== database);
  await kept.close();
  await database.close();
}

function readLines(): string[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1));
}

function written(): SignedCheckpoint[] {
  return readLines().flatMap((line) => readCheckpoint(line) ?? []);
}

describe('checkpoints', () => {
  it('AU10 name the heads of all chains, are signed, and follow on each other', async () => {
    const { database, kept } = await start();
    await database.roomLog.append(entries(3));
    await database.audit.record([accessLine(1), accessLine(2)]);
    nowMs += 1_000;
    await kept.take();
    const [first, second] = written();
    expect(first?.checkpoint).toMatchObject({ isFull: true, number: 1, previous: null });
    expect(second?.checkpoint).toMatchObject({
      isFull: false,
      number: 2,
      at: '2026-11-24T09:00:02.000Z',
    });
    expect(second?.checkpoint.rooms[room]?.[0]).toBe(3);
    expect(Object.values(second?.checkpoint.streams ?? {}).map(([seq]) => seq)).toEqual([2, 2]);
    for (const one of written()) expect(isSigned(one, key)).toBe(true);
    const forged = second && { ...second, checkpoint: { ...second.checkpoint, rooms: {} } };
    expect(forged && isSigned(forged, key)).toBe(false);
    const verdicts = await database.chains.verify({ folder, key });
    expect(verdicts.filter(({ of }) => of === 'CHECKPOINT')).toMatchObject([{ lines: 2 }]);
  });

  it('AU11 are kept after a minute and after a thousand lines, and not while nothing happens', async () => {
    const { database, kept } = await start();
    await kept.take();
    expect(written()).toHaveLength(1);
    await database.audit.record([accessLine(1)]);
    nowMs += 60_000;
    await expect.poll(() => written().length, { timeout: 10_000 }).toBe(2);
    await database.audit.record(Array.from({ length: 1_000 }, (_, i) => accessLine(10 + i)));
    await expect.poll(() => written().length, { timeout: 10_000 }).toBe(3);
  });

  it('CL305 are kept also after the clock was set back, while it runs and over starts, and asked for', async () => {
    const dayMs = 86_400_000;
    nowMs += 45 * dayMs;
    const ahead = await start();
    await ahead.database.audit.record([accessLine(1)]);
    nowMs -= 45 * dayMs;
    await expect.poll(() => written().length, { timeout: 10_000 }).toBe(2);
    await stop(ahead);
    const right = await start();
    const copy = join(made.path, 'copy');
    cpSync(data, copy, { recursive: true });
    await right.database.audit.record([accessLine(2)]);
    await stop(right);
    const again = await start();
    const verdicts = await again.database.chains.verify({ folder, key });
    expect(verdicts.filter(({ kind }) => kind === 'BROKEN')).toEqual([]);
    const [first, ...later] = readdirSync(folder).toSorted();
    expect(first).toContain('-20270108T');
    expect(later).toHaveLength(2);
    const newest = written().at(-1);
    expect(newest?.checkpoint.at).toContain('2026-11-24');
    expect(lastCheckpoint(folder)?.hash).toBe(hashOfLine(readLines().at(-1) ?? ''));
    await stop(again);
    await expect(start('NOT_RESTORED', copy)).rejects.toThrow(BehindCheckpointError);
  });

  it('AU260 what was promised and is taken away is missed within seconds, and promised again', async () => {
    const { kept } = await start();
    await kept.take();
    rmSync(folder, { recursive: true });
    await expect.poll(() => troubles.length, { timeout: 10_000 }).toBe(1);
    await expect.poll(() => existsSync(folder) && written().length, { timeout: 10_000 }).toBe(1);
    expect(written()[0]?.checkpoint).toMatchObject({ isFull: true, number: 1 });
  });

  it('AU12 a file that cannot be written is told, and the next checkpoint stands in a new one', async () => {
    const { database, kept } = await start();
    await database.audit.record([accessLine(1)]);
    const away = join(made.path, 'away');
    mkdirSync(away);
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(away, name));
    rmSync(folder, { recursive: true });
    await kept.take();
    expect(troubles).toHaveLength(1);
    await database.audit.record([accessLine(2)]);
    await kept.take();
    expect(existsSync(folder)).toBe(true);
    expect(written().at(-1)?.checkpoint).toMatchObject({ isFull: true, number: 1 });
  });

  it('AU13 the key is its owner’s only, is Ed25519, and is made once', () => {
    const path = join(made.path, 'keys', 'checkpoint.key');
    expect(() => readCheckpointKey(path)).toThrow(CheckpointKeyError);
    const first = readOrMakeCheckpointKey(path);
    expect(readOrMakeCheckpointKey(path).equals(first)).toBe(true);
    chmodSync(path, 0o644);
    expect(() => readOrMakeCheckpointKey(path)).toThrow('can be read by others');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(path, String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
    chmodSync(path, 0o600);
    expect(() => readCheckpointKey(path)).toThrow('no Ed25519');
    writeFileSync(path, 'no key');
    expect(() => readCheckpointKey(path)).toThrow('PEM');
  });
});

describe('a start', () => {
  it('AU20 goes on when the database is as far as was promised, or further', async () => {
    const first = await start();
    await first.database.roomLog.append(entries(3));
    await first.kept.take();
    await first.database.roomLog.append([entry(4)]);
    opened = [];
    await first.database.close();
    await expect(start()).resolves.toBeDefined();
  });

  it('AU21 refuses a database whose last rows were lost with its WAL', async () => {
    const first = await start();
    const early = join(made.path, 'early');
    await stop(first);
    mkdirSync(early);
    copyFileSync(join(data, 'overlegtafel.db'), join(early, 'overlegtafel.db'));
    const second = await start();
    await second.database.roomLog.append(entries(3));
    await second.database.audit.record([accessLine(1)]);
    await stop(second);
    const refusal = await start('NOT_RESTORED', early).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(BehindCheckpointError);
    expect(refusal).toMatchObject({ at: '2026-11-24T09:00:02.000Z' });
    expect(written()).toHaveLength(3);
  });

  it('AU21 refuses a new database in the place of one that was promised', async () => {
    await stop(await start());
    rmSync(data, { recursive: true });
    await expect(start()).rejects.toMatchObject({ behind: 'ANOTHER_DATABASE' });
  });

  it('AU22 refuses checkpoints that this key did not sign', async () => {
    const first = await start();
    await first.database.audit.record([accessLine(1)]);
    await stop(first);
    const [name] = readdirSync(folder);
    const path = join(folder, name ?? '');
    const lines = readFileSync(path, 'utf8').split('\n');
    const signed = readCheckpoint(lines[1] ?? '');
    const forged = JSON.stringify({
      checkpoint: { ...signed?.checkpoint, isRestore: true },
      signature: signed?.signature,
    });
    writeFileSync(path, [lines[0], forged, ''].join('\n'));
    await expect(start()).rejects.toMatchObject({ behind: 'FORGED' });
  });

  it('AU23 half a line of a process that was killed hinders nobody', async () => {
    const first = await start();
    await first.database.audit.record([accessLine(1)]);
    await stop(first);
    const [name] = readdirSync(folder);
    appendFileSync(join(folder, name ?? ''), '{"checkpoint":{"form":1');
    await expect(start()).resolves.toBeDefined();
  });

  it('AU24 after a restore that was accepted, what was promised before is not asked for', async () => {
    const first = await start();
    const early = join(made.path, 'early');
    await stop(first);
    mkdirSync(early);
    copyFileSync(join(data, 'overlegtafel.db'), join(early, 'overlegtafel.db'));
    const second = await start();
    await second.database.roomLog.append(entries(3));
    await stop(second);
    const third = await start('RESTORED', early);
    await third.database.roomLog.append(entries(1));
    await stop(third);
    const fourth = await start('NOT_RESTORED', early);
    const verdicts = await fourth.database.chains.verify({ folder, key });
    expect(verdicts.filter(({ kind }) => kind === 'BROKEN')).toEqual([]);
  });

  it('AU25 what several processes promised beside each other counts together', async () => {
    const first = await start();
    const second = await start();
    await second.database.audit.record([accessLine(1)]);
    nowMs += 1_000;
    await first.database.audit.record([accessLine(2)]);
    await first.kept.take();
    const promised = written().flatMap(({ checkpoint }) => Object.keys(checkpoint.streams));
    expect(new Set(promised).size).toBe(4);
    const early = join(made.path, 'early');
    await stop(second);
    await stop(first);
    mkdirSync(early);
    await expect(start('NOT_RESTORED', early)).rejects.toThrow(BehindCheckpointError);
    await expect(start()).resolves.toBeDefined();
  });
});
