/** Files that are not what was written. Nothing may read as fine that is not. */
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustBe, onStage, type FaultCase } from '../fault-case.ts';
import type { Stage } from '../stage.ts';
import { readStoredRoom, withStorage } from '../storage.ts';

const database = 'overlegtafel.db';
const wal = `${database}-wal`;

/** What opening a damaged copy came to. */
type Outcome =
  | { readonly kind: 'the same' }
  /** Opening, reading or verifying said that something is wrong. */
  | { readonly kind: 'named'; readonly how: string }
  /** It opens, the chain holds, and the last rows are gone: as after the loss of a disk. */
  | { readonly kind: 'shorter'; readonly rows: number }
  | { readonly kind: 'different' };

interface Content {
  readonly rows: number;
  readonly hash: string;
}

async function contentOf(folder: string, stage: Stage): Promise<Content> {
  const [room] = stage.rooms;
  if (room === undefined) throw new Error('there is a room');
  return withStorage(folder, async (storage) => {
    const stored = await readStoredRoom(storage, room, 0);
    if (stored.complaints.length > 0) throw new Error(stored.complaints.join('; '));
    return { rows: stored.rows.length, hash: stored.replayed };
  });
}

/** Damages a copy and looks what becomes of it. */
async function damaged(
  stage: Stage,
  whole: Content,
  damage: (folder: string) => void,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'overlegtafel-damage-'));
  try {
    cpSync(stage.dataFolder, folder, { recursive: true });
    damage(folder);
    const content = await contentOf(folder, stage);
    if (content.hash === whole.hash && content.rows === whole.rows) return { kind: 'the same' };
    return content.rows < whole.rows
      ? { kind: 'shorter', rows: whole.rows - content.rows }
      : { kind: 'different' };
  } catch (error) {
    return { kind: 'named', how: error instanceof Error ? error.message : String(error) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Types, kills the server so that the WAL stays, and gives what lies there. */
async function written(stage: Stage): Promise<Content> {
  await stage.start();
  const people = await stage.seat({ count: 4, kind: 'own' });
  const stop = stage.keepTyping(people, 10);
  await stage.pass(1500);
  stop();
  await stage.settle();
  await stage.crash();
  stage.vanish();
  const folder = mkdtempSync(join(tmpdir(), 'overlegtafel-whole-'));
  try {
    // Opening folds the WAL into the database: the original has to keep it.
    cpSync(stage.dataFolder, folder, { recursive: true });
    return await contentOf(folder, stage);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function flipByte(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(file, bytes);
}

const flips = 40;

const flippedBytes: FaultCase = {
  number: 8,
  title: 'one byte of the database or the WAL is another',
  needs: [],
  proves: ['I4'],
  rounds: 1,
  run: ({ seed }) =>
    onStage({ seed }, async (stage) => {
      const whole = await written(stage);
      const outcomes: Outcome[] = [];
      for (let i = 0; i < flips; i += 1) {
        const file = i % 2 === 0 ? database : wal;
        const at = stage.random.below(statSync(join(stage.dataFolder, file)).size);
        outcomes.push(
          await damaged(stage, whole, (folder) => {
            flipByte(join(folder, file), at);
          }),
        );
      }
      report(outcomes);
      return stage.judge();
    }),
};

function report(outcomes: readonly Outcome[]): void {
  const counted = [...Map.groupBy(outcomes, ({ kind }) => kind)];
  console.log(`    ${counted.map(([kind, all]) => `${kind}: ${all.length}`).join(', ')}`);
  const isSilent = outcomes.some(({ kind }) => kind === 'different');
  mustBe(!isSilent, 'a damaged file opened as if nothing was wrong, with other content');
}

const damages: readonly (readonly [string, (folder: string) => void])[] = [
  ['the WAL is gone', (folder) => rmSync(join(folder, wal))],
  ['the WAL is cut short', (folder) => cutShort(join(folder, wal), 1000)],
  [
    'the WAL of another database',
    (folder) => copyFileSync(join(folder, database), join(folder, wal)),
  ],
  [
    'a stale -shm',
    (folder) => writeFileSync(join(folder, `${database}-shm`), Buffer.alloc(32_768, 7)),
  ],
  ['bytes after the WAL', (folder) => appendFileSync(join(folder, wal), Buffer.alloc(5000, 3))],
  ['the database is cut short', (folder) => cutShort(join(folder, database), 5000)],
  ['another key', (folder) => writeFileSync(join(folder, 'practice.key'), `${'7'.repeat(64)}\n`)],
];

function cutShort(file: string, bytes: number): void {
  truncateSync(file, Math.max(0, statSync(file).size - bytes));
}

const damagedFiles: FaultCase = {
  number: 9,
  title: 'the WAL is missing, cut short or foreign; a stale -shm; another key',
  needs: [],
  proves: ['I4'],
  rounds: 1,
  run: ({ seed }) =>
    onStage({ seed }, async (stage) => {
      const whole = await written(stage);
      mustBe(existsSync(join(stage.dataFolder, wal)), 'there is a WAL after a kill');
      for (const [what, damage] of damages) {
        const outcome = await damaged(stage, whole, damage);
        const detail = outcome.kind === 'named' ? `: ${outcome.how.slice(0, 90)}` : '';
        console.log(`    ${what}: ${outcome.kind}${detail}`);
        mustBe(outcome.kind !== 'different', `${what}: it opened with other content`);
      }
      return stage.judge();
    }),
};

export const damage: readonly FaultCase[] = [flippedBytes, damagedFiles];
