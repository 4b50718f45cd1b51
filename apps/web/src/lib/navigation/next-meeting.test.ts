import { describe, expect, it } from 'vitest';
import { nextMeeting } from './next-meeting.ts';

const meeting = (
  id: string,
  date: string,
  state: 'PREPARED' | 'OPEN' | 'ADJOURNED' | 'CLOSED',
) => ({
  id,
  table: 'oefentafel',
  date,
  startsAt: `${date}T08:00:00.000Z`,
  state,
  items: 0,
});
const last = meeting('m1', '2026-11-17', 'CLOSED');
const now = meeting('m2', '2026-11-24', 'PREPARED');
const later = meeting('m3', '2026-12-01', 'PREPARED');

describe('the table in the menu', () => {
  it('is the one that goes on, before everything that comes', () => {
    const adjourned = { ...later, state: 'ADJOURNED' as const };
    expect(nextMeeting([adjourned, now, last])?.id).toBe('m3');
  });

  it('is the first that comes', () => {
    expect(nextMeeting([later, now, last])?.id).toBe('m2');
  });

  it('is the last one when nothing is planned, and nothing when there never was one', () => {
    expect(nextMeeting([last])?.id).toBe('m1');
    expect(nextMeeting([])).toBeUndefined();
  });
});
