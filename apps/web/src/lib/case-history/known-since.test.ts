import { expect, it } from 'vitest';
import { type CaseAnswer, knownSince } from './case-moments.ts';

const answer = (openedAt: string, ...received: string[]) =>
  ({ openedAt, reports: received.map((receivedAt) => ({ receivedAt })) }) as unknown as CaseAnswer;

it('FB7 a case is known since its first report', () => {
  const opened = '2026-10-30T09:00:00.000Z';
  expect(knownSince(answer(opened, '2026-11-19T22:40:00.000Z', '2025-02-05T21:15:00.000Z'))).toBe(
    '2025-02-05T21:15:00.000Z',
  );
  expect(knownSince(answer(opened, '2026-11-19T22:40:00.000Z'))).toBe(opened);
});
