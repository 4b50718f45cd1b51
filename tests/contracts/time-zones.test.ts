import { spawn } from 'node:child_process';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../seeded-random.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The nights of the clock in the Netherlands, as the European Union sets them: year, day in March, day in October. */
const nights: readonly (readonly [number, number, number])[] = [
  [2020, 29, 25],
  [2021, 28, 31],
  [2022, 27, 30],
  [2023, 26, 29],
  [2024, 31, 27],
  [2025, 30, 26],
  [2026, 29, 25],
  [2027, 28, 31],
  [2028, 26, 29],
  [2029, 25, 28],
  [2030, 31, 27],
  [2031, 30, 26],
];

/** What somebody writes, and what it has to be: a moment, or why it is none. */
interface Expected {
  readonly text: string;
  readonly is: number | string;
}

const two = (figure: number) => String(figure).padStart(2, '0');

/** What a clock on a wall shows. */
interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

function expectedOf({ year, month, day, hour, minute }: Wall): Expected {
  const text = `${day}-${two(month)}-${year} ${two(hour)}:${two(minute)}`;
  const night = nights.find(([of]) => of === year);
  if (!night) throw new Error(`no nights of ${year}`);
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  const spring = Date.UTC(year, 2, night[1], 2);
  const autumn = Date.UTC(year, 9, night[2], 2);
  if (wall >= spring && wall < spring + hourMs) return { text, is: 'CLOCK_SKIPPED' };
  if (wall >= autumn && wall < autumn + hourMs) return { text, is: 'CLOCK_TWICE' };
  const isSummer = wall >= spring && wall < autumn;
  return { text, is: wall - (isSummer ? 2 : 1) * hourMs };
}

/** Every quarter of an hour of the nights of the clock, and moments of all years. */
function moments(): readonly Expected[] {
  const quarters = Array.from({ length: 24 }, (_, n) => ({
    hour: Math.floor(n / 4),
    minute: (n % 4) * 15,
  }));
  const around = nights.flatMap(([year, march, october]) =>
    quarters.flatMap((clock) => [
      { year, month: 3, day: march, ...clock },
      { year, month: 10, day: october, ...clock },
    ]),
  );
  const random = seededRandom(340);
  const anywhere = Array.from({ length: 3_000 }, () => ({
    year: 2020 + random.below(nights.length),
    month: 1 + random.below(12),
    day: 1 + random.below(28),
    hour: random.below(24),
    minute: random.below(60),
  }));
  return [...around, ...anywhere].map(expectedOf);
}

async function readIn(timeZone: string, texts: readonly string[]) {
  const program = fileURLToPath(new URL('read-moments.ts', import.meta.url));
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, TZ: timeZone },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(texts));
  return (await json(child.stdout)) as { timeZone: string; read: readonly (number | string)[] };
}

describe('IN181 a moment that somebody wrote', () => {
  const expected = moments();

  it.each(['UTC', 'America/New_York', 'Pacific/Auckland'])(
    'is one by the clock in Amsterdam in a process of %s',
    async (timeZone) => {
      const found = await readIn(
        timeZone,
        expected.map(({ text }) => text),
      );
      expect(found.timeZone).toBe(timeZone);
      const wrong = expected.filter(({ is }, n) => found.read[n] !== is);
      expect(wrong).toEqual([]);
      expect(found.read).toHaveLength(expected.length);
    },
  );
});
