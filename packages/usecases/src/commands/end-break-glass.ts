import { holdsAt, text, thing } from '@overlegtafel/domain';
import { asPrivacyOfficer } from '../scene/as-privacy-officer.ts';
import { emergenciesIn, standing } from '../scene/given-access.ts';
import { askItem, type ItemScene } from '../scene/item-scene.ts';
import { anyMeeting, doing, itemCall, type ItemTarget, not } from './do-to-item.ts';

/** RT126: ends emergency access before its time: whoever took it, or the privacy officer of the table. */
export const endBreakGlass = itemCall<{ readonly reason: string }>({
  event: 'end-break-glass',
  field: 'alias',
  ask: (scene, target) => {
    const found = find(scene, target);
    if (!found) return undefined;
    const { actor, item } = scene;
    return found.person === actor.person
      ? askItem(scene, 'READ', 'alias')
      : asPrivacyOfficer(actor, 'READ', [item.table]);
  },
  meeting: anyMeeting,
  read: thing<{ reason: string }>({ reason: text(2000) }),
  decide: ({ scene, target, body: { reason } }) => {
    const found = find(scene, target);
    if (!found) return not({ kind: 'NOT_THERE' });
    const { person } = found;
    return doing([{ kind: 'GLASS_ENDED', person, reason }], { changesRights: { of: person } });
  },
});

/** One that runs now; the last of them ends those before it as well. */
function find({ deeds, actor }: ItemScene, { person }: ItemTarget) {
  return standing(emergenciesIn(deeds)).findLast(
    ({ person: by, deed, content }) =>
      by === person && holdsAt({ from: deed.at, until: content.until }, actor.at),
  );
}
