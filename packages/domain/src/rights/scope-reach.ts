import type { Owner } from '../model/card.ts';
import { type Actor, type Invitation, type Membership, validInvitation } from './actor.ts';
import type { RightsSettings } from './legal-grounds.ts';
import type { Thing } from './things.ts';
import type { Scope } from './vocabulary.ts';

/** That a row reaches a thing, and through which invitation where it took one; nothing when it does not. */
export type Reach = { readonly invitation?: Invitation } | undefined;

/** Somebody asking about something. */
export interface Asking {
  readonly actor: Actor;
  readonly thing: Thing;
  readonly settings: RightsSettings;
}

/** How a scope reaches the thing through one membership; nothing when it does not. */
export function reachOf(scope: Scope, membership: Membership, asking: Asking): Reach {
  switch (scope) {
    case 'OWN_TABLE':
      return reachesIf(isSame(membership.table, asking.thing.table));
    case 'OWN_MUNICIPALITY':
      return reachesIf(isOwnMunicipality(membership, asking.thing));
    case 'OWN_TASK':
      return reachesIf(hasTask(asking.thing, membership, asking.actor));
    case 'INVITED':
      return invited(asking);
    case 'INVITED_TASK':
      return hasAmong(openActionsOf(asking.thing), membership, asking.actor)
        ? invited(asking)
        : undefined;
  }
}

function reachesIf(reaches: boolean): Reach {
  return reaches ? {} : undefined;
}

/** Two absent values are not the same: a case without a municipality is nobody's own. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one === other;
}

function isOwnMunicipality({ municipality, table }: Membership, thing: Thing): boolean {
  const its = thing.kind === 'ITEM' ? thing.item.municipality : thing.municipality;
  return isSame(municipality, its) && (table === undefined || table === thing.table);
}

/** RT122: a task in the item, and one in its case that is theirs now; or an invitation while it is open. */
function hasTask(thing: Thing, membership: Membership, actor: Actor): boolean {
  if (thing.kind !== 'ITEM') return false;
  const { tasks, running, invited: guests } = thing.item;
  const has = (owners: readonly Owner[]) => hasAmong(owners, membership, actor);
  return has(guests) || (has(tasks) && has(running));
}

function openActionsOf(thing: Thing): readonly Owner[] {
  return thing.kind === 'ITEM' ? thing.item.openActions : [];
}

/** True when one of these owners is whoever asks, in this place of theirs. */
export function hasAmong(owners: readonly Owner[], membership: Membership, actor: Actor): boolean {
  return owners.some((owner) => isOwner(owner, membership, actor));
}

/** True when an owner is this person, whom they stand in for, or the organisation that the membership is of. */
export function isOwner(owner: Owner, membership: Membership, { person }: Actor): boolean {
  if (owner.kind === 'ORGANISATION') return isSame(membership.organisation, owner.organisation);
  return isSame(person, owner.person) || isSame(membership.substituteFor, owner.person);
}

function invited({ actor, thing, settings }: Asking): Reach {
  if (thing.kind !== 'ITEM') return undefined;
  const invitation = validInvitation(actor, thing.item.id, settings);
  return invitation && { invitation };
}
