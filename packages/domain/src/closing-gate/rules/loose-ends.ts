import type { Blocker } from '../blocker.ts';
import type { GateItem } from '../reading/read-item.ts';
import { isLive } from './live.ts';

/** CG60: somebody tells the reporter. Who that is, is asked of the action. */
export function feedbackBlockers({ id, feedbackOwed, actions }: GateItem): readonly Blocker[] {
  const isThere = actions.some((action) => action.purpose === 'FEEDBACK' && isLive(action));
  if (!feedbackOwed || isThere) return [];
  return [{ kind: 'FEEDBACK_MISSING', item: id, jumpTo: 'actions' }];
}

/** CG63: the table looks at every dissent again. */
export function dissentBlockers({ id: item, dissents }: GateItem): readonly Blocker[] {
  return dissents
    .filter(({ hasDate }) => !hasDate)
    .map(({ id, by }) => ({
      kind: 'DISSENT_WITHOUT_DATE',
      item,
      dissent: id,
      by,
      jumpTo: `dissents.${id}.revisitOn`,
    }));
}
