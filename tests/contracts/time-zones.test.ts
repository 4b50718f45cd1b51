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

/** A wall clock, counted as if it were one in UTC. */
function expectedOf(wall: number): Expected {
  const at = new Date(wall);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  const text = `${day}-${two(month)}-${year} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  const night = nights.find(([of]) => of === year);
  if (!night) throw new Error(`no nights of ${year}`);
  const spring = Date.UTC(year, 2, night[1], 2);
  const autumn = Date.UTC(year, 9, night[2], 2);
  if (wall >= spring && wall < spring + hourMs) return { text, is: 'CLOCK_SKIPPED' };
  if (wall >= autumn && wall < autumn + hourMs) return { text, is: 'CLOCK_TWICE' };
  const isSummer = wall >= spring && wall < autumn;
  return { text, is: wall - (isSummer ? 2 : 1) * hourMs };
}

/** Every quarter of an hour around the nights of the clock, and moments of all years. */
function moments(): readonly Expected[] {
  const quarter = 15 * minuteMs;
  const around = nights.flatMap(([year, march, october]) =>
    [Date.UTC(year, 2, march), Date.UTC(year, 9, october)].flatMap((day) =>
      Array.from({ length: 24 }, (_, n) => day - hourMs + n * quarter),
    ),
  );
  const random = seededRandom(340);
  const [from, until] = [Date.UTC(2020, 0, 1), Date.UTC(2031, 11, 31)];
  const minutes = (until - from) / minuteMs;
  const anywhere = Array.from({ length: 3_000 }, () => from + random.below(minutes) * minuteMs);
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
