import type { TriagePriority } from '@overlegtafel/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ItemSummary, MeetingAnswer } from '#lib/table/table-answers.ts';
import type { Written } from './priority-writer.ts';
import { TriageBoard } from './triage-board.svelte.ts';

beforeEach(() => {
  vi.stubGlobal(
    '$state',
    Object.assign((value: unknown) => value, { raw: (value: unknown) => value }),
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
});

type Register = ItemSummary['priority'];

function item(id: string, priority: Register = { kind: 'EMPTY' }): ItemSummary {
  return { id, alias: `Casus ${id}`, room: `item:${id}`, priority } as unknown as ItemSummary;
}

function boardOf(items: readonly ItemSummary[], answers: readonly Written[] = []) {
  const meeting = { items } as unknown as MeetingAnswer;
  const written: string[] = [];
  const said: string[] = [];
  const waiting = [...answers];
  const board = new TriageBoard({
    meeting: () => meeting,
    write: (room: string, priority: TriagePriority | undefined) => {
      written.push(`${room} ${priority ?? 'NONE'}`);
      return Promise.resolve(waiting.shift() ?? 'SAVED');
    },
    say: (sentence) => said.push(sentence),
  });
  const standing = () =>
    board.lanes.map((lane) => lane.items.map(({ id }) => id).join(' ')).join(' | ');
  return { board, written, said, standing };
}

describe('the triage board', () => {
  it('DE20 moves a case in one way, at once, and says in one sentence where it stands', async () => {
    const { board, written, said, standing } = boardOf([
      item('iep'),
      item('den', { kind: 'VALUE', value: 'THIS_WEEK' }),
    ]);
    expect(standing()).toBe(' | den |  |  | iep');
    const moving = board.move('iep', 'THIS_WEEK');
    expect(standing()).toBe(' | iep den |  |  | ');
    await moving;
    expect(written).toEqual(['item:iep THIS_WEEK']);
    expect(said).toEqual(['Casus iep staat nu in ‘Deze week achter de voordeur’, 1 van 2.']);
    await board.move('iep', 'THIS_WEEK');
    expect(written).toHaveLength(1);
  });

  it('DE21 takes back the last move, also to nothing chosen', async () => {
    const { board, written, standing } = boardOf([item('iep')]);
    await board.move('iep', 'ACT_NOW');
    expect(board.canUndo).toBe(true);
    await board.undo();
    expect(written).toEqual(['item:iep ACT_NOW', 'item:iep NONE']);
    expect(standing()).toBe(' |  |  |  | iep');
    expect(board.canUndo).toBe(false);
  });

  it('DE22 puts a case back and says why when it may not be moved', async () => {
    const { board, standing } = boardOf([item('iep')], ['REFUSED']);
    await board.move('iep', 'WAITING');
    expect(standing()).toBe(' |  |  |  | iep');
    expect(board.isTrouble).toBe(true);
    expect(board.sentence).toContain('Casus iep is niet verplaatst');
  });

  it('DE22 keeps a case where it was put as long as it only waits for the connection', async () => {
    const { board, standing } = boardOf([item('iep')], ['LATE']);
    await board.move('iep', 'WAITING');
    expect(standing()).toBe(' |  |  | iep | ');
    expect(board.isTrouble).toBe(true);
  });

  it('DE23 settles two choices at once, and then shows what the server tells', async () => {
    const disputed = item('iep', { kind: 'CONFLICT', values: ['ACT_NOW', 'WAITING'] });
    const { board, written, standing } = boardOf([disputed]);
    expect(standing()).toBe(' |  |  |  | iep');
    await board.move('iep', 'ACT_NOW');
    expect(written).toEqual(['item:iep ACT_NOW']);
    board.settle([disputed]);
    expect(standing()).toBe('iep |  |  |  | ');
    board.settle([item('iep', { kind: 'VALUE', value: 'ACT_NOW' })]);
    expect(standing()).toBe(' |  |  |  | iep');
  });
});
