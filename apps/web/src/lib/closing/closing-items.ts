import { call } from '#lib/api/call.ts';
import type { ItemAnswer } from '#lib/table/table-answers.ts';
import type { TableLive } from '#lib/table/table-live.svelte.ts';

/** So many cases are read at the same time. */
const atOnce = 3;

/** Reads all cases of the table and keeps them fresh: closing is about all of them. The answer ends it. */
export function followCases(table: TableLive): () => void {
  const waiting = table.meeting.items.filter(({ isRecused }) => !isRecused).map(({ id }) => id);
  const stops: (() => void)[] = [];
  let isOver = false;
  const readOn = async (): Promise<void> => {
    const item = waiting.shift();
    if (item === undefined || isOver) return;
    const answer = await call((...asked) => fetch(...asked), 'item', { params: { item } });
    if (answer.kind === 'DONE' && !hasEnded()) stops.push(table.show(answer.value));
    await readOn();
  };
  const hasEnded = (): boolean => isOver;
  for (let lane = 0; lane < atOnce; lane += 1) void readOn();
  return () => {
    isOver = true;
    for (const stop of stops) stop();
  };
}

/** Something that somebody at the table holds until its owner answers. */
export interface Held {
  readonly key: string;
  readonly item: ItemAnswer;
  /** What is held; nothing for the case itself. */
  readonly words?: string;
  readonly owner: HeldThing['owner'];
  readonly hold: NonNullable<ItemAnswer['owner']['hold']>;
}

interface HeldThing {
  readonly owner: NonNullable<ItemAnswer['fields']>['owner'];
}

/** Everything that is held provisionally in these cases. */
export function heldIn(items: readonly ItemAnswer[]): readonly Held[] {
  return items.flatMap((item): Held[] => {
    const { owner, fields, actions } = item;
    const whole: Held[] =
      owner.hold?.stands === true && owner.custody.kind === 'HOLDER'
        ? [{ key: item.id, item, owner: fields?.owner ?? { kind: 'EMPTY' }, hold: owner.hold }]
        : [];
    const parts = actions.flatMap((action): Held[] => {
      const { id, hold, custody, words } = action;
      if (hold?.stands !== true || custody.kind !== 'HOLDER') return [];
      const text = words.kind === 'VALUE' ? words.value : '';
      return [{ key: id, item, words: text, owner: action.owner, hold }];
    });
    return [...whole, ...parts];
  });
}
