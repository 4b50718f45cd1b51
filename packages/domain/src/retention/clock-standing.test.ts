import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../terms/local-date.ts';
import { clockStanding } from './clock-standing.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const known = instant(Date.UTC(2026, 10, 27, 16, 30));
const after = (ms: number) => instant(known + ms);
const kindAt = (ms: number) => clockStanding(after(ms), { followed: known, before: [] }).kind;

describe('how the clock stands', () => {
  it.each([
    ['at the same moment', 0, 'IN_STEP'],
    ['ten minutes later, as it is looked every time', 10 * minute, 'IN_STEP'],
    ['after a weekend', 63 * hour, 'IN_STEP'],
    ['after four days', 4 * day, 'IN_STEP'],
    ['after more than four days', 4 * day + 1, 'AHEAD'],
    ['after 45 days', 45 * day, 'AHEAD'],
    ['after weeks in which a server was really off', 20 * day, 'AHEAD'],
    ['five minutes back', -5 * minute, 'IN_STEP'],
    ['more than five minutes back', -5 * minute - 1, 'BEHIND'],
    ['two hours back', -2 * hour, 'BEHIND'],
    ['45 days back', -45 * day, 'BEHIND'],
  ])('CL300 %s', (_what, ms, kind) => {
    expect(kindAt(ms)).toBe(kind);
    if (kind !== 'IN_STEP')
      expect(clockStanding(after(ms), { followed: known, before: [] })).toEqual({
        kind,
        at: after(ms),
        known,
      });
  });

  it('CL301 where nobody looked before it is held against the latest of what there is', () => {
    const before = [after(-90 * day), known, after(-day)];
    expect(clockStanding(after(2 * day), { before })).toEqual({
      kind: 'IN_STEP',
      at: after(2 * day),
    });
    expect(clockStanding(after(5 * day), { before })).toMatchObject({ kind: 'AHEAD', known });
    expect(clockStanding(after(-hour), { before })).toMatchObject({ kind: 'BEHIND', known });
    expect(clockStanding(after(400 * day), { before: [] }).kind).toBe('IN_STEP');
  });

  it('CL301 what was written while the clock was ahead does not make it right, nor wrong once it was put right', () => {
    const before = [after(45 * day)];
    expect(clockStanding(after(45 * day), { followed: known, before }).kind).toBe('AHEAD');
    expect(clockStanding(after(hour), { followed: known, before }).kind).toBe('IN_STEP');
  });

  it('CL302 a clock that differs from another one is not gone by, whatever was known', () => {
    for (const apart of [6 * minute, -6 * minute, 2 * hour, 3 * day, 45 * day]) {
      const beside = after(hour);
      const at = instant(beside + apart);
      expect(clockStanding(at, { followed: at, before: [], beside })).toEqual({
        kind: 'APART',
        at,
        known: beside,
      });
    }
    const beside = after(hour - 5 * minute);
    expect(clockStanding(after(hour), { followed: known, before: [], beside }).kind).toBe(
      'IN_STEP',
    );
  });

  it('CL300 a clock that is looked at at least every four days and runs is never out of step', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 4 * day }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (gaps) => {
        let followed = known;
        for (const gap of gaps) {
          const at = instant(followed + gap);
          expect(clockStanding(at, { followed, before: [] }).kind).toBe('IN_STEP');
          followed = at;
        }
      }),
    );
  });
});
