import {
  type Actor,
  instant,
  type ItemField,
  type ItemState,
  may,
  type Owner,
  type Verb,
} from '@overlegtafel/domain';
import { idOf, ownedBy } from '../meeting/write-case.ts';
import type { PlantedCase } from './canary-case.ts';
import { membershipsOf, municipalityOf, type Somebody, table } from './practice-roles.ts';

const minuteMs = 60_000;

/** What is asked: may this person do this to this field of this case, when it stands like that. */
export interface Question {
  readonly who: Somebody;
  readonly of: PlantedCase;
  readonly state: ItemState;
  readonly field: ItemField;
  readonly verb?: Verb;
}

/**
 * What the rules of docs/spec/rights.md say. Who has to do with a case is known here from what was planted, and not
 * from what the server reads: the two have to agree.
 */
export function isAllowed({ who, of, state, field, verb = 'READ' }: Question): boolean {
  const actors = [...new Set(of.actionOwners)].map(ownedBy);
  const isOpen = state !== 'CLOSED';
  const asked = isOpen ? of.invited.map(ownedBy) : [];
  // What closed here was closed by Veilig Thuis: nobody has the case any more, and each their actions.
  const owner = isOpen ? [ownedBy(of.owner)] : [];
  const self: Owner = ownedBy(who.id);
  const permission = may(actorFor(who, of), verb, {
    kind: 'ITEM',
    field,
    table: idOf('TableId', table),
    item: {
      id: idOf('ItemId', of.item),
      caseId: idOf('CaseId', of.caseId),
      state,
      signal: 'REPORT',
      ...(of.municipality === undefined ? {} : { municipality: municipalityOf(of.municipality) }),
      tasks: [ownedBy(of.owner), ...actors, ownedBy('vt-worker')],
      running: [...owner, ...actors, ownedBy('vt-worker')],
      invited: asked,
      openActions: [...actors, ownedBy('vt-worker')],
    },
    of: self,
    revealed: of.isRevealed,
  });
  return permission.kind === 'ALLOWED';
}

function actorFor(who: Somebody, of: PlantedCase): Actor {
  const at = instant(Date.now());
  const item = idOf('ItemId', of.item);
  const person = idOf('PersonId', who.id);
  const from = instant(at - minuteMs);
  return {
    person,
    at,
    memberships: membershipsOf(who),
    invitations: of.invited.includes(who.id)
      ? [
          {
            person,
            item,
            ground: 'WMO_4_1_1',
            purpose: 'bewijs',
            necessity: 'bewijs',
            invitedBy: idOf('PersonId', 'secretary'),
            from,
          },
        ]
      : [],
    recusedFrom: of.recused === who.id ? [idOf('CaseId', of.caseId)] : [],
    breakGlass:
      of.glass === who.id ? [{ item, reason: 'bewijs', from, until: instant(at + minuteMs) }] : [],
  };
}

/** Whether somebody sees that there is such an item at all. */
export function sees(who: Somebody, of: PlantedCase, state: ItemState = of.comesTo): boolean {
  return isAllowed({ who, of, state, field: 'alias' });
}
