import { type ActionOutcome, day, type LocalDate, thing } from '@overlegtafel/domain';
import type { ItemScene } from '../scene/item-scene.ts';
import { itemCall, type ItemTarget, not } from './do-to-item.ts';
import { givenAction } from './given.ts';
import { onNewDay, settleAction } from './settle-action.ts';

type MoreTime = Extract<ActionOutcome, { readonly kind: 'MORE_TIME' }>;
interface Agreed {
  readonly until: LocalDate;
}

const agree = settleAction<Agreed>(
  'agree-more-time',
  thing<Agreed>({ until: day }),
  ({ scene, target }) => ({ ...askedOf(scene, target), agreed: true }),
);

/** UC50: the table agrees to the new day that was asked for, which then counts. It names the day that it read. */
export const agreeMoreTime = itemCall<Agreed>({
  ...agree,
  hindrance: (scene, target) =>
    agree.hindrance?.(scene, target) ??
    (askedFor(scene, target) ? undefined : 'NO_MORE_TIME_ASKED'),
  decide: (deciding) =>
    askedOf(deciding.scene, deciding.target).until === deciding.body.until
      ? onNewDay(deciding, agree.decide)
      : not({ kind: 'SEEN_CHANGED' }),
});

function askedFor(scene: ItemScene, { action }: ItemTarget): MoreTime | undefined {
  const left = givenAction(scene, action)?.row?.thing;
  const outcome = left?.kind === 'ACTION' ? left.outcome : undefined;
  return outcome?.kind === 'MORE_TIME' && !outcome.agreed ? outcome : undefined;
}

function askedOf(scene: ItemScene, target: ItemTarget): MoreTime {
  const asked = askedFor(scene, target);
  if (!asked) throw new Error('nobody asked for more time');
  return asked;
}
