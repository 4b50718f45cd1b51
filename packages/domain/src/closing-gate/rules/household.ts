import type { ActionCard } from '../../model/card.ts';
import type { InvolvedId } from '../../model/ids.ts';
import { settledValue } from '../../model/register.ts';
import type { Blocker } from '../blocker.ts';
import type { GateItem } from '../reading/read-item.ts';
import { isLive } from './live.ts';

/** CG50 to CG53: somebody does something for every child, or somebody wrote why not. */
export function childBlockers(item: GateItem): readonly Blocker[] {
  if (item.household.length === 0)
    return [{ kind: 'HOUSEHOLD_EMPTY', item: item.id, jumpTo: 'household' }];
  return item.household
    .filter(({ id, isChild }) => isChild && !isCaredFor(item, id))
    .map(({ id: child }) => ({
      kind: 'CHILD_WITHOUT_ACTION',
      item: item.id,
      child,
      jumpTo: `household.${child}`,
    }));
}

function isCaredFor({ actions, reasonGiven }: GateItem, child: InvolvedId): boolean {
  return reasonGiven.includes(child) || actions.some((action) => isCareFor(action, child));
}

/** CG52 */
function isCareFor(action: ActionCard, child: InvolvedId): boolean {
  const forWhom = settledValue(action.forWhom);
  const names = forWhom?.kind === 'PERSONS' && forWhom.persons.includes(child);
  return names && action.purpose === 'CARE' && isLive(action);
}
