import type { Actor, Membership } from './actor.ts';
import { isOwner } from './scope-reach.ts';
import type { ItemThing } from './things.ts';
import type { Field, Verb } from './vocabulary.ts';

/** What a person does only in their own name: nobody weighs, disagrees or steps out for somebody else. */
const ownWords: readonly Field[] = ['dissent', 'nothingForChild', 'recusal'];

/** Why something that the table allows is still not for this person. */
export type Hindrance = 'SEALED' | 'NOT_IN_OWN_NAME';

/**
 * What hinders somebody whose role and scope fit: ratings that are still sealed, or something that is another's.
 * What was given to an owner may also be answered by whoever stands in for them, or by a colleague when it was given
 * to their organisation.
 */
export function hindranceOf(
  thing: ItemThing,
  verb: Verb,
  actor: Actor,
  membership: Membership,
): Hindrance | undefined {
  if (isSealed(thing, verb)) return 'SEALED';
  if (needsSelf(thing.field, verb) && !isSelf(thing, actor)) return 'NOT_IN_OWN_NAME';
  if (!needsOwner(thing.field, verb)) return undefined;
  return thing.of && isOwner(thing.of, membership, actor) ? undefined : 'NOT_IN_OWN_NAME';
}

function isSealed({ field, revealed }: ItemThing, verb: Verb): boolean {
  return field === 'ratings' && verb === 'READ' && revealed !== true;
}

function needsSelf(field: Field, verb: Verb): boolean {
  return field === 'ownRating' || (verb === 'WRITE' && ownWords.includes(field));
}

function isSelf({ of }: ItemThing, { person }: Actor): boolean {
  return of?.kind === 'PERSON' && of.person === person;
}

function needsOwner(field: Field, verb: Verb): boolean {
  return verb === 'ANSWER' || (verb === 'REPORT' && field === 'actions');
}
