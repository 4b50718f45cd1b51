import type { MeetingId } from '@overlegtafel/domain';
import { expect, it, vi } from 'vitest';
import type { Guest } from './guest.ts';
import { LiveMeetings, liveTimes } from './live-meetings.ts';
import type { LiveTable } from './live-table.ts';

const meeting = 'm'.repeat(26) as MeetingId;

it('LV36 a new order of the agenda is told once in 250 ms, to everybody who follows', async () => {
  const waiting: { run: () => void; afterMs: number }[] = [];
  const live = new LiveMeetings({
    table: {
      state: () => Promise.resolve({ revision: 1, present: [] }),
      itemsOf: () => Promise.resolve([]),
      mayRead: () => Promise.resolve(false),
      enter: () => Promise.resolve(true),
    } as Partial<LiveTable> as LiveTable,
    later: (run, afterMs) => {
      waiting.push({ run, afterMs });
      return () => undefined;
    },
    firstNumber: () => 1_000,
    isFollowingElsewhere: () => Promise.resolve(false),
    failed: (_what, error) => {
      throw error;
    },
  });
  const heard: unknown[] = [];
  for (const person of ['chair', 'police'])
    await live.follow(
      {
        person,
        caller: () => ({}),
        send: () => undefined,
        pass: (name: string, event: unknown) => heard.push([person, name, event]),
      } as unknown as Guest,
      meeting,
    );
  for (let i = 0; i < 5; i += 1) live.wrote(`meeting:${meeting}`);
  expect(waiting.map(({ afterMs }) => afterMs)).toEqual([liveTimes.overviewMs]);
  waiting[0]?.run();
  await vi.waitFor(() => {
    expect(heard).toEqual([
      ['chair', 'overview', { meeting, n: 1_001 }],
      ['police', 'overview', { meeting, n: 1_001 }],
    ]);
  });
});
