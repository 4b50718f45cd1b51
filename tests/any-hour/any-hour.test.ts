import { localDateOf, wallClockOf, weekday, isoWeekOf, instant } from '@overlegtafel/domain';
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { namedMoments } from './named-moments.ts';

const preload = new URL('./shifted-clock.mjs', import.meta.url).href;

function asked(shiftMs: number, script: string): string {
  const env = {
    ...process.env,
    SHIFTED_CLOCK_MS: String(shiftMs),
    NODE_OPTIONS: `--import ${preload}`,
  };
  return spawnSync(process.execPath, ['-e', script], { env, encoding: 'utf8' }).stdout.trim();
}

it('CL261 the clock of a process stands at the moment that is asked for, and all else of a date is as it was', () => {
  const script = `
    const given = new Date(Date.UTC(2026, 0, 2));
    class Own extends Date {}
    console.log(JSON.stringify([
      Math.abs(new Date().getTime() - Date.now()) < 1000,
      given.toISOString(), given instanceof Date, new Own(5) instanceof Own, new Own(5).getTime(),
      Date.parse('2026-01-02T00:00:00Z') === given.getTime(), Date.now(),
    ]));`;
  const shiftMs = 400 * 86_400_000;
  const answer: unknown = JSON.parse(asked(shiftMs, script));
  expect(answer).toEqual([
    true,
    '2026-01-02T00:00:00.000Z',
    true,
    true,
    5,
    true,
    expect.closeTo(Date.now() + shiftMs, -5),
  ]);
});

it('CL261 the named moments are what their names say, in Amsterdam', () => {
  const said = Object.entries(namedMoments).map(([name, at]) => {
    const { date, time } = wallClockOf(at);
    return [name, `${date} ${time}`];
  });
  expect(Object.fromEntries(said)).toMatchObject({
    'winter-after-midnight': '2027-01-13 00:30',
    'summer-before-midnight': '2027-07-14 23:20',
    'clock-forward': '2027-03-28 01:50',
    'last-day-of-year': '2026-12-31 23:20',
    'leap-day': '2028-02-29 12:00',
  });
  const moment = (name: string) => instant(namedMoments[name] ?? 0);
  expect(isoWeekOf(localDateOf(moment('week-53')))).toBe('2026-W53');
  expect(weekday(localDateOf(moment('good-friday')))).toBe(5);
});

it('CL260 half past midnight belongs to the new day here, and in UTC to the old one; the lint rule of tests/checks keeps days from UTC out', () => {
  const days = ['winter-after-midnight', 'summer-after-midnight', 'first-day-of-year'].map(
    (name) => {
      const at = instant(namedMoments[name] ?? 0);
      return [localDateOf(at), new Date(at).toISOString().startsWith(localDateOf(at))];
    },
  );
  expect(days).toEqual([
    ['2027-01-13', false],
    ['2027-07-14', false],
    ['2027-01-01', false],
  ]);
});
