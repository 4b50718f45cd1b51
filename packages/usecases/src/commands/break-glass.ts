import {
  type BreakGlass,
  defaultRightsSettings,
  instant,
  type Instant,
  may,
  text,
  thing,
} from '@overlegtafel/domain';
import type { ItemScene } from '../scene/item-scene.ts';
import { anyMeeting, doing, itemCall } from './do-to-item.ts';

const minuteMs = 60_000;

/** Emergency access to one item, for an hour at most. It is shown as such, and told to the privacy officer. */
export const breakGlass = itemCall<{ readonly reason: string }>({
  event: 'break-glass',
  field: 'alias',
  // What rights would say with it: who cannot read by emergency access cannot ask for it either.
  ask: (scene) => {
    const { actor, item, facts } = scene;
    const asked = { ...actor, breakGlass: [glass(scene, 'x')] };
    return may(asked, 'READ', { kind: 'ITEM', field: 'alias', table: item.table, item: facts });
  },
  meeting: anyMeeting,
  hindrance: ({ actor, item, facts }) => {
    const thing = { kind: 'ITEM', field: 'alias', table: item.table, item: facts } as const;
    return may(actor, 'READ', thing).kind === 'ALLOWED' ? 'SEES_IT_ALREADY' : undefined;
  },
  read: thing<{ reason: string }>({ reason: text(2000) }),
  decide: ({ scene, body: { reason } }) =>
    doing([{ kind: 'BROKE_GLASS', reason, until: untilOf(scene) }], {
      changesRights: { of: scene.actor.person },
    }),
  tellAlso: ({ item, actor }) => ({
    kind: 'ALERT',
    what: 'break-glass',
    table: item.table,
    item: item.id,
    by: actor.person,
    at: actor.at,
  }),
});

function glass(scene: ItemScene, reason: string): BreakGlass {
  return { item: scene.item.id, reason, from: scene.actor.at, until: untilOf(scene) };
}

function untilOf({ actor }: ItemScene): Instant {
  return instant(actor.at + defaultRightsSettings.breakGlassMinutes * minuteMs);
}
