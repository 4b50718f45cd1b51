import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { describe, expect, it } from 'vitest';
import type { MeetingAnswer } from '../table-answers.ts';
import { tableSteps } from '../table-steps.ts';
import { leftCount, leftOpen } from './left-open.ts';
import { leftWords } from './left-words.ts';

const today = '2026-11-24';

function followUp(parts: object): ApiAnswer<'followUp'> {
  const nothing = { actions: [], handovers: [], monitoring: [], dissents: [], requests: [] };
  return { ...nothing, ...parts };
}

const told = { outcome: { kind: 'DONE' } };
const untold = { outcome: { kind: 'NONE' } };

describe('what last week left', () => {
  it('TW20 counts what nobody told of: not what is planned for later, nor what nobody was asked', () => {
    const left = leftOpen(
      followUp({
        actions: [told, untold, untold],
        handovers: [
          { to: {}, answer: { kind: 'NONE' } },
          { to: {}, answer: { kind: 'REFUSED' } },
          { answer: { kind: 'NONE' } },
        ],
        monitoring: [
          { dueOn: today },
          { dueOn: '2026-11-25' },
          { dueOn: '2026-11-20', outcome: {} },
        ],
      }),
      today,
    );
    expect(left).toEqual({ actions: 2, handovers: 1, checks: 1 });
    expect(leftWords(left)).toBe('Nog open: 2 acties, 1 overdracht en 1 check.');
    expect(leftWords(leftOpen(followUp({ actions: [told] }), today))).toBe(
      'Alles wat vorige week openbleef is besproken.',
    );
  });

  it('TW20 has its tick in the steps only when nothing is left', () => {
    const meeting = {
      id: 'm',
      state: 'OPEN',
      items: [{ id: 'iep', state: 'AT_TABLE' }],
    } as unknown as MeetingAnswer;
    const ticks = (left: number) =>
      tableSteps(meeting, '/tafel/m/iep', left).map(({ isDone }) => isDone);
    const none = leftCount({ actions: 0, handovers: 0, checks: 0 });
    expect(ticks(1)).toEqual([true, false, false, false]);
    expect(ticks(none)).toEqual([true, true, false, false]);
  });
});
