import { expect, it } from 'vitest';
import { minutesLeft, minutesLeftWords } from './minutes-left.ts';
import { presentPeople } from './present-people.ts';
import type { MeetingAnswer } from './table-answers.ts';
import type { TableLive } from './table-live.svelte.ts';

const since = '2026-11-24T08:20:00.000Z';
const meeting = {
  current: 'iep',
  items: [
    { id: 'iep', minutes: 8, atTableSince: since },
    { id: 'den', minutes: 5 },
  ],
} as unknown as MeetingAnswer;
const at = (minutes: number, seconds = 0) => Date.parse(since) + minutes * 60_000 + seconds * 1_000;

it('TW31 counts down what was planned for the case at the table, and never below nothing', () => {
  expect(minutesLeft(meeting, at(5))).toBe(3);
  expect(minutesLeft(meeting, at(7, 30))).toBe(1);
  expect(minutesLeft(meeting, at(20))).toBe(0);
  expect(minutesLeft({ ...meeting, current: 'den' }, at(1))).toBeUndefined();
  expect([3, 1, 0].map(minutesLeftWords)).toEqual([
    'deze casus nog 3 minuten',
    'deze casus nog 1 minuut',
    'de tijd voor deze casus is om',
  ]);
});

it('TW30 the words of who is here say who writes in the case on this page', () => {
  const people = presentPeople({
    me: { id: 'chair' },
    meeting: { chair: 'chair' },
    present: ['police', 'chair'].map((id) => ({ id, name: id, organisation: { id: 'org' } })),
    writing: ['police'],
  } as unknown as TableLive);
  expect(people.map(({ id, isMe, isWriting }) => [id, isMe, isWriting])).toEqual([
    ['chair', true, false],
    ['police', false, true],
  ]);
});
