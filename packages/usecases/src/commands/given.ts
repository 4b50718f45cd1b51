import {
  type ActionId,
  readId,
  type Owner,
  type Permission,
  type Seen,
  settledValue,
  type Verb,
} from '@overlegtafel/domain';
import { isSeen } from '@overlegtafel/documents';
import type { Given } from '../deeds/deed.ts';
import type { Refusal } from '../outcome/outcome.ts';
import type { OpenThingRow } from '../ports/rows.ts';

import { askItem, type ItemScene } from '../scene/item-scene.ts';
import { valuesOf } from '../scene/item-tasks.ts';
import type { ItemTarget } from './do-to-item.ts';

/** What was given to somebody: the case itself or an action, as it stands now. */
export interface GivenThing {
  readonly of: Given;
  /** Who was named; more than one while that is disputed. */
  readonly owners: readonly Owner[];
  readonly seen: Seen;
  readonly isWithdrawn: boolean;
  readonly isDone: boolean;
  /** Once the meeting is closed: the row that outlives its document. */
  readonly row?: OpenThingRow;
}

/** The case of an item. After closing the row says who has it, as long as there is one. */
export function givenCase({ card, openThings }: ItemScene): GivenThing {
  const row = openThings.find(({ thing }) => thing.kind === 'ITEM');
  return {
    of: { kind: 'CASE' },
    owners: row?.owner ? [row.owner] : valuesOf(card.owner),
    seen: row?.seen ?? card.ownerSeen,
    isWithdrawn: false,
    isDone: row?.isEnded ?? false,
    ...(row ? { row } : {}),
  };
}

/** An action of an item, or nothing when it has none of this id. */
export function givenAction(scene: ItemScene, action: string | undefined): GivenThing | undefined {
  const id = readId('ActionId', action, 'action');
  if (!id.ok) return undefined;
  return leftAction(scene, id.value) ?? writtenAction(scene, id.value);
}

function leftAction({ openThings }: ItemScene, action: ActionId): GivenThing | undefined {
  const row = openThings.find(({ thing }) => thing.kind === 'ACTION' && thing.action === action);
  if (!row) return undefined;
  return {
    of: { kind: 'ACTION', action },
    owners: row.owner ? [row.owner] : [],
    seen: row.seen ?? '',
    isWithdrawn: false,
    isDone: row.isEnded,
    row,
  };
}

function writtenAction({ card, standing }: ItemScene, id: ActionId): GivenThing | undefined {
  const action = card.actions.find((one) => one.id === id);
  if (!action) return undefined;
  return {
    of: { kind: 'ACTION', action: id },
    owners: valuesOf(action.owner),
    seen: action.seen,
    isWithdrawn: settledValue(action.withdrawn) === true,
    isDone: standing.outcomes.get(id)?.kind === 'DONE',
  };
}

export type FindGiven = (scene: ItemScene, target: ItemTarget) => GivenThing | undefined;
export const theCase: FindGiven = (scene) => givenCase(scene);
export const theAction: FindGiven = (scene, { action }) => givenAction(scene, action);

/** The right of whoever was named: of one of them while it is disputed. Nothing when it is not there. */
export function mayAsOwner(find: FindGiven, verb: Verb, field: 'owner' | 'actions') {
  return (scene: ItemScene, target: ItemTarget): Permission | undefined => {
    const given = find(scene, target);
    if (!given) return undefined;
    const answers = given.owners.map((owner) => askItem(scene, verb, field, owner));
    return (
      answers.find(({ kind }) => kind === 'ALLOWED') ?? answers[0] ?? askItem(scene, verb, field)
    );
  };
}

/** The right to do this for whoever was named. Nothing when it is not there. */
export function mayForOwner(find: FindGiven, verb: Verb, field: 'owner' | 'actions') {
  return (scene: ItemScene, target: ItemTarget): Permission | undefined =>
    find(scene, target) && askItem(scene, verb, field);
}

/** Why nobody can answer it now. */
export function hindranceIn(find: FindGiven) {
  return (scene: ItemScene, target: ItemTarget): string | undefined => {
    const given = find(scene, target);
    if (given?.isWithdrawn) return 'WITHDRAWN';
    return given?.isDone ? 'ALREADY_DONE' : undefined;
  };
}

/** Why an answer that names this hash does not count, or nothing. */
export function seenRefusal(current: Seen, named: Seen): Refusal | undefined {
  if (!isSeen(current)) return { kind: 'UNSETTLED' };
  return current === named ? undefined : { kind: 'SEEN_CHANGED' };
}
