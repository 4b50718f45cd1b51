import type { Discipline, PersonId, RatingRound } from '@overlegtafel/domain';
import { makeActor } from './actor-of.ts';
import { askItem, type ItemScene } from './item-scene.ts';

/** Somebody who is asked to weigh, and from which discipline. */
export interface Rater {
  readonly person: PersonId;
  readonly discipline: Discipline;
}

type RatersScene = Pick<
  ItemScene,
  | 'actor'
  | 'item'
  | 'ownFacts'
  | 'standing'
  | 'deeds'
  | 'recused'
  | 'memberships'
  | 'attendance'
  | 'meeting'
>;

/**
 * Who is asked to weigh: members of the table with a discipline who may weigh this item and did not step out. Before
 * the meeting opens that is all of them; from then on those who are there, and those who weighed before.
 */
export function raters(scene: RatersScene): readonly Rater[] {
  const { meeting, attendance, standing } = scene;
  const isThere = (person: PersonId) =>
    meeting.state.kind === 'PREPARED' ||
    attendance.present.includes(person) ||
    standing.ratings.some((rating) => rating.person === person);
  return eligible(scene).filter(({ person }) => isThere(person));
}

function eligible(scene: RatersScene): readonly Rater[] {
  const { memberships, deeds, actor, item, recused } = scene;
  const found = new Map<PersonId, Rater>();
  for (const { person, discipline } of memberships) {
    if (discipline === undefined || found.has(person)) continue;
    const own = memberships.filter((one) => one.person === person);
    const recusedFrom = recused.includes(person) ? [item.caseId] : [];
    const asking = makeActor({ person, at: actor.at, memberships: own, deeds, recusedFrom });
    const self = { kind: 'PERSON', person } as const;
    const { ownFacts: facts } = scene;
    const permission = askItem({ ...scene, facts, actor: asking }, 'WRITE', 'ownRating', self);
    if (permission.kind === 'ALLOWED') found.set(person, { person, discipline });
  }
  return [...found.values()];
}

/**
 * The weighing as the domain knows it. Once revealed, those count who were asked at that moment. UC64: of an item that
 * closed without a reveal those who weighed, so that each of them finds their own rating again.
 */
export function ratingRound(scene: RatersScene): RatingRound {
  const { item, standing, recused } = scene;
  const { revealed, ratings } = standing;
  const base = { item: item.id, ratings, recused };
  return revealed
    ? { ...base, kind: 'REVEALED', raters: revealed.raters, by: revealed.by, at: revealed.at }
    : { ...base, kind: 'SEALED', raters: askedNow(scene) };
}

function askedNow(scene: RatersScene): readonly PersonId[] {
  const asked = scene.item.state === 'CLOSED' ? scene.standing.ratings : raters(scene);
  return asked.map(({ person }) => person);
}
