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
type Reading =
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
): Promise<Reading> {
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
      const outcomes: Reading[] = [];
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
      return { ...(await stage.judge()), remark: remarkOn(outcomes) };
    }),
};

/**
 * SQLite reads a damaged WAL up to the damage and says nothing. That the last rows are gone can only
 * be known from a head that was kept elsewhere.
 */
function remarkOn(outcomes: readonly Reading[]): string {
  const silent = outcomes.filter(({ kind }) => kind === 'shorter').length;
  return silent === 0 ? '' : `${silent} of ${outcomes.length} lost the last rows without a word`;
}

function report(outcomes: readonly Reading[]): void {
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
      const outcomes: Reading[] = [];
      for (const [what, damage] of damages) {
        const outcome = await damaged(stage, whole, damage);
        const detail = outcome.kind === 'named' ? `: ${outcome.how.slice(0, 90)}` : '';
        console.log(`    ${what}: ${outcome.kind}${detail}`);
        mustBe(outcome.kind !== 'different', `${what}: it opened with other content`);
        outcomes.push(outcome);
      }
      return { ...(await stage.judge()), remark: remarkOn(outcomes) };
    }),
};

export const damage: readonly FaultCase[] = [flippedBytes, damagedFiles];
