import { describe, expect, it } from 'vitest';
import { anySeed, seededRandom } from '../../seeded-random.ts';
import { canRecord, parseTrace, recordWriter, type FileEvent } from './recording.ts';
import { cutPower, Disk } from './replay.ts';

const hex = (text: string) =>
  [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');

describe('reading a recording', () => {
  const places = { data: '/d', acks: '/acks' };

  it('keeps what happened to the files of the data, in order', () => {
    const trace = [
      `11 pwrite64(21<${hex('/d/a.db')}>, "${hex('hello')}", 5, 4096) = 5`,
      `11 write(3<${hex('/elsewhere')}>, "${hex('no')}", 2) = 2`,
      `11 fsync(21<${hex('/d/a.db')}> <unfinished ...>`,
      `12 pwrite64(22<${hex('/d/a.db-shm')}>, "${hex('x')}", 1, 0) = 1`,
      '11 <... fsync resumed>) = 0',
      `11 fdatasync(21<${hex('/d/a.db')}>) = -1 EIO (Input/output error)`,
      `12 write(4<${hex('/acks')}>, "${hex('w 1 1\nw 2 2\n')}", 12) = 12`,
      `11 ftruncate(21<${hex('/d/a.db')}>, 8192) = 0`,
      `11 unlink("${hex('/d/a.db-wal')}") = 0`,
    ];
    expect(parseTrace(trace.join('\n'), places)).toEqual([
      { kind: 'write', file: 'a.db', at: 4096, bytes: Buffer.from('hello') },
      { kind: 'sync', file: 'a.db' },
      {
        kind: 'ack',
        acks: [
          { writer: 'w', n: 1, seq: 1 },
          { writer: 'w', n: 2, seq: 2 },
        ],
      },
      { kind: 'truncate', file: 'a.db', length: 8192 },
      { kind: 'remove', file: 'a.db-wal' },
    ]);
  });
});

describe('a disk without power', () => {
  const write = (at: number, text: string): FileEvent => {
    return { kind: 'write', file: 'f', at, bytes: Buffer.from(text) };
  };
  const sync: FileEvent = { kind: 'sync', file: 'f' };
  const seeds = Array.from({ length: 40 }, (_, seed) => seededRandom(seed));

  it('always has what was synced, and only sometimes what came after', () => {
    const disk = new Disk();
    for (const event of [write(0, 'kept'), sync, write(4, ' or not')]) disk.take(event);
    const left = seeds.map((random) => String(disk.afterCut(random).get('f')));
    expect(new Set(left)).toEqual(new Set(['kept', 'kept or not']));
  });

  it('tears a long write', () => {
    const disk = new Disk();
    disk.take(write(0, 'a'.repeat(512) + 'b'.repeat(512)));
    const left = seeds.map((random) => String(disk.afterCut(random).get('f')).replaceAll('\0', ''));
    expect(left.some((text) => text !== '' && text.length < 1_024)).toBe(true);
  });

  it('does not bring back what was cut off', () => {
    const disk = new Disk();
    const cut: FileEvent = { kind: 'truncate', file: 'f', length: 1 };
    for (const event of [write(0, 'abc'), cut, write(2, 'z'), sync]) disk.take(event);
    expect([...(disk.afterCut(seededRandom(1)).get('f') ?? [])]).toEqual([97, 0, 122]);
  });
});

// skipped: it needs strace; the long form is tests/faults/power-cut/main.ts
describe.skipIf(!canRecord())('power cuts (not run where strace is missing)', () => {
  const seed = anySeed();
  const cuts = 60;

  it.each(['main', 'worker'] as const)(
    `ST4 no acknowledged row is lost, committed on %s, seed ${seed}`,
    async (writer) => {
      const events = recordWriter({ rows: 60, synchronous: 'FULL', writer });
      const report = await cutPower(events, cuts, seededRandom(seed));
      expect(report).toMatchObject({ acknowledged: 60, cutsWithLoss: 0, unreadable: [] });
    },
  );

  it('sees the rows that NORMAL loses', async () => {
    const events = recordWriter({ rows: 60, synchronous: 'NORMAL', writer: 'main' });
    const report = await cutPower(events, cuts, seededRandom(seed));
    expect(report.cutsWithLoss).toBeGreaterThan(0);
  });
});
