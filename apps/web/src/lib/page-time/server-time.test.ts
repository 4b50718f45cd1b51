import { momentOfUtc } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { dayAt, momentOfHead, ServerTime } from './server-time.ts';

const dayMs = 86_400_000;

function made(machineAt: string) {
  let machineMs: number = momentOfUtc(machineAt);
  const time = new ServerTime(() => machineMs);
  return { time, pass: (ms: number) => (machineMs += ms) };
}

describe('what time it is at the server', () => {
  it('SH320 is right on a browser that is two days ahead, and goes on by what passed', () => {
    const { time, pass } = made('2026-11-26T09:00:00.000Z');
    time.heard(momentOfUtc('2026-11-24T22:59:30.000Z'));
    expect(dayAt(time.nowMs())).toBe('2026-11-24');
    pass(40_000);
    expect(dayAt(time.nowMs())).toBe('2026-11-25');
  });

  it('SH321 is corrected by an answer when the clock of the browser was set', () => {
    const { time, pass } = made('2026-11-24T09:00:00.000Z');
    time.heard(momentOfUtc('2026-11-24T09:00:00.400Z'));
    pass(3 * dayMs);
    time.heardHead('Tue, 24 Nov 2026 09:00:05 GMT');
    expect(time.nowMs()).toBe(momentOfUtc('2026-11-24T09:00:05.000Z'));
  });

  it('SH321 whole seconds in an answer do not make a time that is right less exact', () => {
    const { time } = made('2026-11-24T09:00:00.000Z');
    time.heard(momentOfUtc('2026-11-24T09:00:01.400Z'));
    time.heardHead('Tue, 24 Nov 2026 09:00:01 GMT');
    expect(time.nowMs()).toBe(momentOfUtc('2026-11-24T09:00:01.400Z'));
  });

  it.each(['', 'yesterday', '2026-11-24', 'Tue, 24 Abc 2026 09:00:05 GMT', null])(
    'SH321 what is no date of an answer (%s) changes nothing',
    (head) => {
      const { time } = made('2026-11-24T09:00:00.000Z');
      time.heardHead(head);
      expect(time.nowMs()).toBe(momentOfUtc('2026-11-24T09:00:00.000Z'));
    },
  );

  it('SH321 every month of a date in an answer is read', () => {
    for (let month = 0; month < 12; month += 1) {
      const ms = Date.UTC(2026, month, 9, 8, 7, 6);
      expect(momentOfHead(new Date(ms).toUTCString())).toBe(ms);
    }
  });
});
