import {
  defaultRightsSettings,
  idOf,
  type LegalGround,
  legalGrounds,
  type Mistake,
  type PersonId,
  text,
  thing,
  word,
} from '@overlegtafel/domain';
import { beforeClosing, type Deciding, doing, itemCall, mayOwn, not } from './do-to-item.ts';

interface Inviting {
  readonly person: PersonId;
  readonly ground: LegalGround;
  readonly purpose: string;
  readonly necessity: string;
}

/** Lets one person in to one item, with the article, the purpose and why nobody less will do. */
export const invite = itemCall<Inviting>({
  event: 'invite',
  field: 'invitations',
  ask: mayOwn('WRITE', 'invitations'),
  meeting: beforeClosing,
  read: thing<Inviting>({
    person: idOf('PersonId'),
    ground: word(legalGrounds),
    purpose: text(2000),
    necessity: text(2000),
  }),
  decide: async (inviting) => {
    const mistakes = await mistakesIn(inviting);
    if (mistakes.length > 0) return not({ kind: 'MISTAKES', mistakes });
    const { body } = inviting;
    return doing([{ kind: 'INVITED', ...body }], { changesRights: { of: body.person } });
  },
});

async function mistakesIn({ scene, body, world }: Deciding<Inviting>): Promise<Mistake[]> {
  const mistakes: Mistake[] = [];
  if (body.person === scene.actor.person) mistakes.push({ path: 'person', kind: 'NOT_ALLOWED' });
  if ((await world.stores.people([body.person])).length === 0)
    mistakes.push({ path: 'person', kind: 'UNKNOWN_VALUE' });
  if (!defaultRightsSettings.grounds.includes(body.ground))
    mistakes.push({ path: 'ground', kind: 'NOT_ALLOWED' });
  return mistakes;
}
