import type { Blocker } from '../blocker.ts';
import { stillStands } from '../answer-standing.ts';
import type { GateItem } from '../reading/read-item.ts';
import { saysSomething } from '../../parsing/outside-text.ts';
import { isLive } from './live.ts';

/** CG10 to CG12: there is a decision, and the chair confirmed the one that stands there. */
export function decisionBlockers(item: GateItem): readonly Blocker[] {
  const { confirmation, decisionKind } = item;
  const at = { item: item.id, jumpTo: 'decisionKind' };
  if (decisionKind.kind === 'EMPTY')
    return [{ kind: item.state === 'WAITING' ? 'NOT_DISCUSSED' : 'DECISION_MISSING', ...at }];
  if (confirmation.kind === 'NONE') return [{ kind: 'DECISION_NOT_CONFIRMED', ...at }];
  if (stillStands(confirmation.seen, item.decisionSeen)) return [];
  return [{ kind: 'DECISION_CHANGED', confirmedBy: confirmation.by, ...at }];
}

/** CG13, CG14: a deferral has a reason and an interim safety check. Its owner is asked for like any owner. */
export function deferralBlockers({ id, ...item }: GateItem): readonly Blocker[] {
  if (!mayBeDeferral(item.decisionKind)) return [];
  const blockers: Blocker[] = [];
  if (!saysSomething(item.decisionWords))
    blockers.push({ kind: 'DEFERRAL_WITHOUT_REASON', item: id, jumpTo: 'decisionText' });
  if (!item.actions.some((action) => action.purpose === 'INTERIM_CHECK' && isLive(action)))
    blockers.push({ kind: 'DEFERRAL_WITHOUT_CHECK', item: id, jumpTo: 'actions' });
  return blockers;
}

/** A decision that is disputed may turn out to be a deferral. */
function mayBeDeferral(register: GateItem['decisionKind']): boolean {
  if (register.kind === 'CONFLICT') return register.values.includes('DEFERRAL');
  return register.kind === 'VALUE' && register.value === 'DEFERRAL';
}
