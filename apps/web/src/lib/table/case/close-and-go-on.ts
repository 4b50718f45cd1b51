import type { ItemSummary } from '../table-answers.ts';
import type { Giving } from '../giving.svelte.ts';
import type { CaseDesk } from './case-desk.svelte.ts';

/** The next case on the agenda that is not closed yet, after this one or else from the top. */
export function itemAfter({ table, item }: CaseDesk): ItemSummary | undefined {
  const { items } = table.meeting;
  const at = items.findIndex(({ id }) => id === item.id);
  const order = [...items.slice(at + 1), ...items.slice(0, Math.max(at, 0))];
  return order.find(({ state, isRecused }) => state !== 'CLOSED' && !isRecused);
}

/** Closes this case, brings the next to the table and shows it; after the last one the closing of the table. */
export async function closeAndGoOn(
  desk: CaseDesk,
  giving: Giving,
  goto: (path: string) => Promise<void>,
): Promise<void> {
  const next = itemAfter(desk);
  if (!(await giving.give('closeItem'))) return;
  const home = `/tafel/${desk.item.meeting}`;
  if (next === undefined) await goto(`${home}/afronden`);
  else if (await giving.give('bringToTable', { params: { item: next.id } }))
    await goto(`${home}/${next.id}`);
}
