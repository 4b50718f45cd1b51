import type { Actor, CaseId } from '@overlegtafel/domain';
import { caseCallItem } from '../commands/do-to-case.ts';
import { askItem } from '../scene/item-scene.ts';
import { itemsFor } from '../scene/case-tasks.ts';
import type { World } from '../world.ts';

/** UC39: of these cases, those of which somebody may tell now what a check found: the right that the command asks. */
export async function casesToTell(
  cases: readonly CaseId[],
  actor: Actor,
  world: World,
): Promise<ReadonlySet<CaseId>> {
  const last = await Promise.all(
    [...new Set(cases)].map(async (id) => caseCallItem(await world.stores.itemsOfCase(id))),
  );
  const rows = last.flatMap((row) => row ?? []);
  const items = await itemsFor(actor, rows, world, true);
  const self = { kind: 'PERSON', person: actor.person } as const;
  return new Set(
    items
      .filter((one) => askItem({ ...one, actor }, 'REPORT', 'monitoring', self).kind === 'ALLOWED')
      .map(({ item }) => item.caseId),
  );
}
