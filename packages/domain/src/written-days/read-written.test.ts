import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../terms/local-date.ts';
import { readPastDay, readPastMoment, readWrittenDay, readWrittenMoment } from './read-written.ts';
import { momentOfUtc, readUtcText, utcText } from './utc-text.ts';

const hourMs = 3_600_000;

/** The rule of the European Union, apart from the code that is tested. */
function aheadOfUtc(wallMs: number): number {
  const year = new Date(wallMs).getUTCFullYear();
  const lastSunday = (month: number) => {
    const last = new Date(Date.UTC(year, month + 1, 0, 2));
    return last.getTime() - last.getUTCDay() * 24 * hourMs;
  };
  return wallMs >= lastSunday(2) + hourMs && wallMs < lastSunday(9) + hourMs ? 2 : 1;
}

/** A moment by the clock on the wall, without the hour that is skipped and the two that look alike. */
const wallClock = fc
  .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 11, 31, 23, 59, 59) })
  .map((ms) => new Date(ms - (ms % 1000)))
  .filter((at) => at.getUTCHours() !== 2);

const two = (figure: number) => String(figure).padStart(2, '0');
const blanks = fc.constantFrom(' ', '  ', '\u00a0', '\u202f ', '\t');

const months =
  'januari februari maart april mei juni juli augustus september oktober november december'.split(
    ' ',
  );
const short = 'jan feb mrt apr mei jun jul aug sep okt nov dec'.split(' ');
const weekdays = 'zondag maandag dinsdag woensdag donderdag vrijdag zaterdag'.split(' ');

/** One way in which somebody in the Netherlands, or a spreadsheet there, writes a day. */
const dutchDay = fc.constantFrom<((at: Date) => string)[]>(
  ...['-', '/', '.', ' ', ' - '].flatMap((sign) => [
    (at: Date) => [at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCFullYear()].join(sign),
    (at: Date) => [two(at.getUTCDate()), two(at.getUTCMonth() + 1), at.getUTCFullYear()].join(sign),
    (at: Date) =>
      [at.getUTCDate(), two(at.getUTCMonth() + 1), two(at.getUTCFullYear() % 100)].join(sign),
  ]),
  (at) => `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`,
  (at) => `${at.getUTCDate()}-${short[at.getUTCMonth()]}-${two(at.getUTCFullYear() % 100)}`,
  (at) => `${at.getUTCDate()} ${short[at.getUTCMonth()]}. ${at.getUTCFullYear()}`,
  (at) =>
    `${weekdays[at.getUTCDay()]} ${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`,
  (at) => at.toISOString().slice(0, 10),
);
const dutchClock = fc.constantFrom<((at: Date) => string)[]>(
  (at) => `${at.getUTCHours()}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`,
  (at) => `${two(at.getUTCHours())}.${two(at.getUTCMinutes())}.${two(at.getUTCSeconds())} uur`,
);

const of = (year: number, month: number, day: number, ...clock: number[]) => {
  const [hour = 0, minute = 0, second = 0] = clock;
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

const mistake = (kind: string, understood?: string) => ({
  ok: false,
  mistakes: [understood === undefined ? { path: 'at', kind } : { path: 'at', kind, understood }],
});

describe('a moment that somebody wrote', () => {
  it.each<[string, number]>([
    ['05-11-2026 10:15:00', of(2026, 11, 5, 9, 15)],
    ['05/11/2026 10:15', of(2026, 11, 5, 9, 15)],
    ['5-11-26', of(2026, 11, 4, 23)],
    ['5.11.2026  10.15', of(2026, 11, 5, 9, 15)],
    ['5-7-2026 0:05', of(2026, 7, 4, 22, 5)],
    ['5 november 2026 om 10:15 uur', of(2026, 11, 5, 9, 15)],
    ['Donderdag 5 november 2026, 10:15', of(2026, 11, 5, 9, 15)],
    ['5-nov-26 23:59:59', of(2026, 11, 5, 22, 59, 59)],
    ['\u200e05\u200e-\u200e11\u200e-\u200e2026 10:15', of(2026, 11, 5, 9, 15)],
    ['2026-11-05 10:15', of(2026, 11, 5, 9, 15)],
    ['2026-11-05T10:15', of(2026, 11, 5, 9, 15)],
    ['2026-11-05T10:15:30Z', of(2026, 11, 5, 10, 15, 30)],
    ['2026-11-05T10:15:30.250Z', of(2026, 11, 5, 10, 15, 30) + 250],
    ['2026-11-05T10:15:30+01:00', of(2026, 11, 5, 9, 15, 30)],
    ['2026-07-05T10:15-0330', of(2026, 7, 5, 13, 45)],
    ['2026-07-05', of(2026, 7, 4, 22)],
  ])('IN180 %s', (text, at) => {
    expect(readWrittenMoment(text, 'at')).toEqual({ ok: true, value: at });
    expect(readWrittenMoment(`  ${text}\u00a0`, 'at')).toEqual({ ok: true, value: at });
  });

  it.each([
    'gisteren',
    '11/05/2026 10:15 AM',
    'Nov 5, 2026',
    'November 5 2026',
    '2026/11/05',
    '2026-11-5',
    '20261105',
    '46331,427',
    '5-11/2026',
    '5-11',
    '5-11-026',
    '5-11-20261',
    '5-11-2026 10',
    '5-11-2026 10:5',
    '5-11-2026 10:15:00:00',
    '5-11-2026 10:15 CET of zo',
    '2026-11-05T10:15:30+1',
    '5 brumaire 2026',
    'xdag 5-11-2026',
    'Thu Nov 05 2026 10:15:00 GMT+0100',
    `5-11-2026${' '.repeat(60)}10:15`,
  ])('IN180 %s is not read', (text) => {
    expect(readWrittenMoment(text, 'at')).toEqual(mistake('NOT_A_MOMENT'));
    expect(readWrittenDay(text, 'at')).toEqual(mistake('NOT_A_DAY'));
  });

  it('IN180 nor is what is no text', () => {
    for (const value of [46331, NaN, new Date(0), [], {}, true, ['5-11-2026']])
      expect(readWrittenMoment(value, 'at')).toEqual(mistake('NOT_A_MOMENT'));
    for (const value of [undefined, null, '', ' \u00a0'])
      expect(readWrittenMoment(value, 'at')).toEqual(mistake('MISSING'));
  });

  it('IN180 IN181 in any Dutch form is the moment of the clock in Amsterdam', () => {
    fc.assert(
      fc.property(wallClock, dutchDay, blanks, dutchClock, (wall, day, blank, clock) => {
        const text = `${day(wall)}${blank}${clock(wall)}`;
        const at = wall.getTime() - aheadOfUtc(wall.getTime()) * hourMs;
        expect([text, readWrittenMoment(text, 'at')]).toEqual([text, { ok: true, value: at }]);
        const date = wall.toISOString().slice(0, 10);
        expect([text, readWrittenDay(text, 'at')]).toEqual([text, { ok: true, value: date }]);
        expect(readWrittenDay(day(wall), 'at')).toEqual({ ok: true, value: date });
      }),
      { numRuns: 300 },
    );
  });

  it('IN180 never throws, whatever stands there', () => {
    const figures = fc.array(fc.constantFrom(...'0129-/.: TZ+jan'), { maxLength: 30 });
    const like = fc
      .tuple(fc.nat(40), fc.nat(20), fc.nat(9999), fc.nat(30), fc.nat(70))
      .map(([day, month, year, hour, minute]) => `${day}-${month}-${year} ${hour}:${minute}`);
    const anything = fc.oneof(
      fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes)),
      figures.map((signs) => signs.join('')),
      like,
      like.map((text) => text.split(/[- ]/).slice(0, 3).reverse().join('-')),
    );
    fc.assert(
      fc.property(anything, (text) => {
        return [readWrittenMoment, readWrittenDay, readUtcText].every((read) => {
          const outcome = read(text, 'at');
          return outcome.ok || outcome.mistakes.length === 1;
        });
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['29-03-2026 02:30', 'CLOCK_SKIPPED', '2026-03-29 02:30'],
    ['29-03-2026 02:00 zomertijd', 'CLOCK_SKIPPED', '2026-03-29 02:00'],
    ['25-10-2026 02:30', 'CLOCK_TWICE', '2026-10-25 02:30'],
    ['25-10-2026 02:00:00', 'CLOCK_TWICE', '2026-10-25 02:00'],
    ['25-11-2026 02:30 zomertijd', 'NO_SUCH_TIME', '2026-11-25 02:30'],
  ])('IN182 %s is told as %s', (text, kind, understood) => {
    expect(readWrittenMoment(text, 'at')).toEqual(mistake(kind, understood));
  });

  it.each([
    ['29-03-2026 01:59', of(2026, 3, 29, 0, 59)],
    ['29-03-2026 03:00', of(2026, 3, 29, 1)],
    ['25-10-2026 01:59', of(2026, 10, 24, 23, 59)],
    ['25-10-2026 03:00', of(2026, 10, 25, 2)],
    ['25-10-2026 02:30 zomertijd', of(2026, 10, 25, 0, 30)],
    ['25-10-2026 02:30 uur (wintertijd)', of(2026, 10, 25, 1, 30)],
    ['25-10-2026 02:30:15 winter time', of(2026, 10, 25, 1, 30, 15)],
    ['2026-10-25T02:30+01:00', of(2026, 10, 25, 1, 30)],
  ])('IN182 %s is one moment', (text, at) => {
    expect(readWrittenMoment(text, 'at')).toEqual({ ok: true, value: at });
  });

  it('IN183 a day without a clock is its beginning in Amsterdam', () => {
    expect(readWrittenMoment('25-10-2026', 'at')).toEqual({
      ok: true,
      value: of(2026, 10, 24, 22),
    });
    expect(readWrittenDay('2026-11-23T23:30:00Z', 'at')).toEqual({ ok: true, value: '2026-11-24' });
  });

  it.each([
    ['31-02-2026', 'NO_SUCH_DAY', '2026-02-31'],
    ['29-2-2026 10:00', 'NO_SUCH_DAY', '2026-02-29'],
    ['05-13-2026', 'NO_SUCH_DAY', '2026-13-05'],
    ['0-1-2026', 'NO_SUCH_DAY', '2026-01-00'],
    ['2026-11-31T10:00Z', 'NO_SUCH_DAY', '2026-11-31'],
    ['5-11-2026 24:00', 'NO_SUCH_TIME', '2026-11-05 24:00'],
    ['5-11-2026 10:60', 'NO_SUCH_TIME', '2026-11-05 10:60'],
    ['5-11-2026 10:10:60', 'NO_SUCH_TIME', '2026-11-05 10:10'],
    ['2026-11-05T10:15+15:00', 'NO_SUCH_TIME', '2026-11-05 10:15'],
    ['5-11-2019', 'TOO_LONG_AGO', '2019-11-05'],
    ['05-11-1926 10:15', 'TOO_LONG_AGO', '1926-11-05'],
    ['01-01-1900', 'TOO_LONG_AGO', '1900-01-01'],
    ['5-11-0026', 'TOO_LONG_AGO', '0026-11-05'],
    ['31-12-2019 23:59', 'TOO_LONG_AGO', '2019-12-31'],
    ['5-11-2041', 'TOO_FAR_AHEAD', '2041-11-05'],
    ['5-11-98', 'TOO_FAR_AHEAD', '2098-11-05'],
    ['5-11-9926', 'TOO_FAR_AHEAD', '9926-11-05'],
  ])('IN186 %s is told as %s, with what was understood', (text, kind, understood) => {
    expect(readWrittenMoment(text, 'at')).toEqual(mistake(kind, understood));
  });

  it.each([
    ['vrijdag 5 november 2026', 'OTHER_WEEKDAY', '2026-11-05'],
    ['fri 5-11-2026', 'OTHER_WEEKDAY', '2026-11-05'],
  ])('IN185 %s is told as %s', (text, kind, understood) => {
    expect(readWrittenDay(text, 'at')).toEqual(mistake(kind, understood));
    expect(readWrittenDay(text.replace(/\w+/, 'do'), 'at').ok).toBe(true);
  });
});

describe('what happened', () => {
  const now = instant(of(2026, 11, 24, 9));

  it('IN184 is not later than the clock of the server, but for five minutes', () => {
    const read = readPastMoment(now);
    expect(read('24-11-2026 10:00', 'at')).toEqual({ ok: true, value: now });
    expect(read('24-11-2026 10:05', 'at').ok).toBe(true);
    expect(read('24-11-2026 10:05:01', 'at')).toEqual(mistake('IN_FUTURE', '2026-11-24 10:05'));
    expect(read('5-11-2027', 'at')).toEqual(mistake('IN_FUTURE', '2027-11-05 00:00'));
    expect(read('5-11-2039 10:15', 'at')).toEqual(mistake('IN_FUTURE', '2039-11-05 10:15'));
    expect(read('5-11-2019', 'at')).toEqual(mistake('TOO_LONG_AGO', '2019-11-05'));
  });

  it('IN184 is on no day after today, and on none before 2020', () => {
    const read = readPastDay(localDate('2026-11-24'));
    expect(read('24-11-2026', 'at')).toEqual({ ok: true, value: '2026-11-24' });
    expect(read('25-11-2026', 'at')).toEqual(mistake('IN_FUTURE', '2026-11-25'));
    expect(read('1-1-2020', 'at').ok).toBe(true);
    expect(read('31-12-2019', 'at')).toEqual(mistake('TOO_LONG_AGO', '2019-12-31'));
    expect(read('31-12-1899', 'at')).toEqual(mistake('TOO_LONG_AGO', '1899-12-31'));
    expect(read('1-1-2200', 'at')).toEqual(mistake('TOO_FAR_AHEAD', '2200-01-01'));
  });
});

describe('a moment on the wire', () => {
  it('IN187 is UTC to the letter, and comes back as it went', () => {
    const at = instant(of(2026, 11, 24, 9) + 7);
    expect(utcText(at)).toBe('2026-11-24T09:00:00.007Z');
    expect(momentOfUtc(utcText(at))).toBe(at);
    for (const text of ['24-11-2026', '2026-11-24', '2026-11-24T09:00:00+01:00', 'x'])
      expect(readUtcText(text, 'at')).toEqual(mistake('NOT_A_MOMENT'));
    expect(readUtcText('2026-02-30T09:00:00.000Z', 'at')).toEqual(
      mistake('NO_SUCH_DAY', '2026-02-30'),
    );
    expect(() => momentOfUtc('gisteren')).toThrow('not a moment in UTC');
  });
});
