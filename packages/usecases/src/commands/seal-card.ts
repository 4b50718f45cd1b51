import type { Change } from '../ports/changes.ts';
import type { ItemRow } from '../ports/rows.ts';
import { itemCardRecord } from '../record/build-record.ts';
import type { PresentPerson } from '../record/record-shape.ts';
import { itemStanding } from '../scene/item-standing.ts';
import type { ItemDeedContent } from '../deeds/deed.ts';
import { assembleCard } from '../scene/assemble-card.ts';
import type { ItemScene } from '../scene/item-scene.ts';
import { itemTerms, knownLevel, lastAssessment } from '../scene/item-terms.ts';
import type { World } from '../world.ts';

/** Why the card is kept. */
type Reason = Parameters<typeof itemCardRecord>[1];

/** The card as it stands with this deed, kept as a record: what later answers what was known then. */
export async function sealCard(
  scene: ItemScene,
  { reason, deed, state }: { reason: Reason; deed: ItemDeedContent; state: ItemRow['state'] },
  world: World,
): Promise<readonly Change[]> {
  const { stores, rooms, now } = world;
  const [[table], assessments, authors] = await Promise.all([
    stores.tables([scene.item.table]),
    stores.assessmentsOf([scene.item.caseId]),
    rooms.authors(scene.item.id),
  ]);
  if (!table) return [];
  const { actor, meeting, household, report, reading, deeds, recused } = scene;
  const who = { by: actor.person, at: now() };
  const item = { ...scene.item, state };
  const done = { id: '', item: item.id, meeting: meeting.id, ...who, content: deed };
  const standing = itemStanding([...deeds, done]);
  const card = assembleCard({ item, household, report, reading, standing });
  const assessment = lastAssessment(assessments);
  const level = knownLevel(standing, assessment)?.level;
  const terms = itemTerms({ report, assessment, level }, who.at);
  const read = { item, household, report, assessment, reading, standing, recused };
  const sealed = { ...read, card, terms, authors };
  const chair = meeting.state.kind === 'OPEN' ? meeting.state.chair : undefined;
  const row = itemCardRecord(
    { table, meeting, chair, present: whoIsThere(scene), item: { ...sealed, carriedOver: [] } },
    reason,
    { ...who, newId: world.newId },
  );
  return [{ add: 'record', row }];
}

function whoIsThere({ attendance, memberships }: ItemScene): readonly PresentPerson[] {
  return attendance.present.map((person) => {
    const own = memberships.filter((one) => one.person === person);
    const organisation = own[0]?.organisation;
    return {
      person,
      ...(organisation === undefined ? {} : { organisation }),
      roles: [...new Set(own.map(({ role }) => role))],
    };
  });
}
