import { answersFor, stillStands } from '../closing-gate/answer-standing.ts';
import type { Attendance } from '../closing-gate/reading/read-table.ts';
import type {
  Acceptance,
  ActionCard,
  ItemCard,
  Owner,
  ProvisionalHold,
  Seen,
} from '../model/card.ts';
import type { OrganisationId, PersonId } from '../model/ids.ts';
import { type Register, settledValue } from '../model/register.ts';

/** Who has something at this moment. Only OWNER is confirmed; the others have it for now. */
export type Custody =
  | { readonly kind: 'OWNER'; readonly owner: Owner }
  | { readonly kind: 'HOLDER'; readonly holder: PersonId }
  | { readonly kind: 'BRINGING_PARTY'; readonly organisation: OrganisationId };

interface Given {
  readonly owner: Register<Owner>;
  readonly acceptance: Acceptance;
  readonly seen: Seen;
  readonly hold?: ProvisionalHold;
}

/** ML30: who has the case. There is always somebody. */
export function whoHasIt(card: ItemCard, attendance: Attendance): Custody {
  const { owner, ownerAcceptance: acceptance, ownerSeen: seen, ownerHold: hold } = card;
  return (
    takenBy({ owner, acceptance, seen, ...(hold ? { hold } : {}) }, attendance) ?? {
      kind: 'BRINGING_PARTY',
      organisation: card.bringingParty,
    }
  );
}

/** ML30: who has an action of this card: nobody took it means that whoever has the case has it too. */
export function whoHasAction(action: ActionCard, card: ItemCard, attendance: Attendance): Custody {
  return takenBy(action, attendance) ?? whoHasIt(card, attendance);
}

function takenBy(given: Given, attendance: Attendance): Custody | undefined {
  const owner = settledValue(given.owner);
  const { acceptance, hold, seen } = given;
  const isTaken =
    acceptance.kind === 'ACCEPTED' &&
    owner !== undefined &&
    answersFor(owner, acceptance.by, attendance) &&
    stillStands(acceptance.seen, seen);
  if (isTaken) return { kind: 'OWNER', owner };
  return hold ? { kind: 'HOLDER', holder: hold.holder } : undefined;
}
