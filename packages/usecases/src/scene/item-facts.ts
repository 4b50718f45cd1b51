import { type ItemFacts, type Owner, ownersWithAccess } from '@overlegtafel/domain';
import type { ItemReading } from '@overlegtafel/documents';
import type { ItemDeed } from '../deeds/deed.ts';
import type { CaseRow, ItemRow } from '../ports/rows.ts';
import type { World } from '../world.ts';
import { invitationsIn, standing } from './given-access.ts';
import type { ItemStanding } from './item-standing.ts';
import { actionTasks, caseTasksOf, isLeft, liveActions, valuesOf } from './item-tasks.ts';

/** Everything of an item that rights look at. */
export interface ItemFactParts {
  readonly item: ItemRow;
  readonly household: CaseRow;
  readonly reading: ItemReading | undefined;
  readonly standing: ItemStanding;
  readonly deeds: readonly ItemDeed[];
}

/**
 * What rights need to know about an item. Whoever is named as owner of the case or of an action has a task in it, also
 * before they answered; so has whoever was invited to it, until it closes. Of the tasks that last, those of this item:
 * who has the case after it closed, and what is open in the rest of the case, is looked for where it is asked.
 */
export function itemFacts(
  parts: ItemFactParts,
  world: Pick<World, 'now' | 'taskAccess'>,
): ItemFacts {
  const { item, household, reading, standing: said, deeds } = parts;
  const { municipality } = household;
  const live = liveActions(reading);
  const owners = reading ? valuesOf(reading.registers.owner) : [];
  const left = isLeft(item);
  const decision = undefined;
  const ofCase = left ? [] : caseTasksOf({ owners, decision, standing: said });
  const ofActions = actionTasks(live, said, left);
  return {
    id: item.id,
    caseId: item.caseId,
    state: item.state,
    signal: item.signal,
    ...(municipality === undefined ? {} : { municipality }),
    tasks: [...owners, ...live.flatMap(({ owner }) => valuesOf(owner)), ...holders(said)],
    running: ownersWithAccess([...ofCase, ...ofActions], world.now(), world.taskAccess),
    invited: left ? [] : invitedNow(deeds),
    openActions: openActions(live, said, left),
  };
}

/** RT33: who has an action in it that is not finished. */
export function openActions(
  actions: Parameters<typeof actionTasks>[0],
  said: ItemStanding,
  left: boolean,
): readonly Owner[] {
  const tasks = actionTasks(actions, said, left);
  return tasks.flatMap(({ owner, endedAt }) => (endedAt === undefined ? [owner] : []));
}

function holders({ owner, actions }: Pick<ItemStanding, 'owner' | 'actions'>): Owner[] {
  return [owner, ...actions.values()].flatMap(({ hold }): Owner[] =>
    hold ? [{ kind: 'PERSON', person: hold.holder }] : [],
  );
}

function invitedNow(deeds: readonly ItemDeed[]): readonly Owner[] {
  return standing(invitationsIn(deeds)).map(({ person }) => ({ kind: 'PERSON', person }));
}
