import {
  type Instant,
  type ItemThing,
  may as mayDo,
  type PersonId,
  ratingsSeenBy,
  type Rating,
} from '@overlegtafel/domain';
import { iso } from '../answers/instants.ts';
import { type GivenAccess, invitationsIn } from '../scene/given-access.ts';
import type { ItemScene } from '../scene/item-scene.ts';
import { ratingRound } from '../scene/raters.ts';
import { cameBackTo } from '../scene/recusals.ts';
import type { ItemParts, Readable } from './item-view.ts';

/** A moment in an answer. */
function timed<T extends { readonly at: Instant }>({ at, ...rest }: T) {
  return { ...rest, at: iso(at) };
}

/** What persons said in their own name. */
export function saidView(scene: ItemScene, may: Readable) {
  const { standing, deeds, recused, recusals, item } = scene;
  return {
    ...decidedView(standing, may),
    dissents: may.has('dissent') ? dissentViews(standing) : [],
    nothingForChildren: may.has('nothingForChild') ? standing.nothingForChildren : [],
    recused: may.has('recusal') ? recused : [],
    cameBack: may.has('recusal') ? cameBackTo(item.caseId, recusals).map(timed) : [],
    invitations: may.has('invitations') ? invitationsIn(deeds).map(invitationView) : [],
  };
}

function decidedView(
  { proposal, response, agreedLevel, agreedBy }: ItemScene['standing'],
  may: Readable,
) {
  return {
    ...(proposal && may.has('proposal') ? { proposal: timed(proposal) } : {}),
    ...(response && may.has('response') ? { response: timed(response) } : {}),
    ...(agreedLevel && agreedBy !== undefined && may.has('agreedLevel')
      ? { agreedLevel: { ...timed(agreedLevel), by: agreedBy } }
      : {}),
  };
}

function dissentViews({ dissents, settledDissents }: ItemScene['standing']) {
  return dissents.map((dissent) => {
    const settledAt = settledDissents.get(dissent.id);
    return {
      ...timed(dissent),
      ...(settledAt === undefined ? {} : { settledAt: iso(settledAt) }),
    };
  });
}

function invitationView({ content, deed: { by, at }, takenBack }: GivenAccess<'INVITED'>) {
  const { person, ground, purpose, necessity } = content;
  const withdrawn = takenBack ? { withdrawn: timed(takenBack) } : {};
  return { person, ground, purpose, necessity, invitedBy: by, from: iso(at), ...withdrawn };
}

/** The weighing as this person may see it: before the reveal only how many, and their own. */
export function ratingsView(scene: ItemScene, may: Readable): ItemParts['ratings'] {
  const { person } = scene.actor;
  const seen = ratingsSeenBy(ratingRound(scene), person, onlooker(scene));
  switch (seen.kind) {
    case 'NOTHING':
      return seen;
    case 'SEALED': {
      const { kind, rated, asked, own } = seen;
      return {
        kind,
        rated,
        asked,
        ...(own.kind === 'RATED' && may.has('ownRating') ? { own: ratingView(own.rating) } : {}),
      };
    }
    case 'REVEALED':
      return { kind: seen.kind, ratings: seen.ratings.map(ratingView), at: iso(seen.at) };
  }
}

/** Who will see the ratings once they are shown, sees how many there are before. */
function onlooker({ actor, item, facts }: ItemScene): readonly PersonId[] {
  const ratings: ItemThing = {
    kind: 'ITEM',
    field: 'ratings',
    table: item.table,
    item: facts,
    revealed: true,
  };
  return mayDo(actor, 'READ', ratings).kind === 'ALLOWED' ? [actor.person] : [];
}

function ratingView({ person, discipline, level, words, at }: Rating) {
  return { person, discipline, level, words, at: iso(at) };
}
