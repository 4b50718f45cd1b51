import { mayComeBack, text, thing } from '@overlegtafel/domain';
import type { Outcome } from '../outcome/outcome.ts';
import { recusalsIn } from '../scene/recusals.ts';
import type { Caller, World } from '../world.ts';
import { anyMeeting, doing, type ItemDone, itemCall } from './do-to-item.ts';

/** What the call names in its path, and its body as it came. */
export interface ComeBack {
  readonly recusal: string;
  readonly body?: unknown;
}

/**
 * RT121: takes part in a case again after having stepped out of it, with the reason. It is named by the recusal: the
 * case itself is not there for whoever stepped out of it.
 */
export async function comeBack(
  { recusal, body }: ComeBack,
  caller: Caller,
  world: World,
): Promise<Outcome<ItemDone>> {
  const own = recusalsIn(await world.stores.accessDeedsOf(caller.person));
  const found = own.find(({ id, person }) => id === recusal && person === caller.person);
  return endRecusal({ item: found?.item ?? recusal, body }, caller, world);
}

const endRecusal = itemCall<{ readonly reason: string }>({
  event: 'come-back',
  field: 'recusal',
  ask: ({ actor, item: { caseId, table } }) => mayComeBack(actor, { caseId, table }),
  // Also when the meeting in which it was said is long over.
  meeting: anyMeeting,
  read: thing<{ reason: string }>({ reason: text(2000) }),
  decide: ({ scene, body: { reason } }) =>
    doing([{ kind: 'CAME_BACK', reason }], { changesRights: { of: scene.actor.person } }),
});
