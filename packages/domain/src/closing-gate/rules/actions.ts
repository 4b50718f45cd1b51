import type { ActionCard } from '../../model/card.ts';
import type { ItemId } from '../../model/ids.ts';
import { settledValue } from '../../model/register.ts';
import { standingOf } from '../answer-standing.ts';
import type { Blocker } from '../blocker.ts';
import type { GateItem } from '../reading/read-item.ts';
import type { Attendance } from '../reading/read-table.ts';
import { saysSomething } from '../../parsing/outside-text.ts';
import { isWithdrawn } from './live.ts';

/** CG40, CG41, CG44, CG320: what every action needs that was not withdrawn. */
export function actionBlockers(item: GateItem, attendance: Attendance): readonly Blocker[] {
  return item.actions
    .filter((action) => !isWithdrawn(action))
    .flatMap((action) => [
      ...fieldBlockers(item.id, action, attendance),
      ...answerBlockers(item.id, action, attendance),
    ]);
}

/** CG43: a yes was given to something that is no longer there. */
export function missingActionBlockers(item: GateItem): readonly Blocker[] {
  const there = new Set(item.actions.map(({ id }) => id));
  return item.acceptedActions
    .filter((action) => !there.has(action))
    .map((action) => ({
      kind: 'ACCEPTED_ACTION_MISSING',
      item: item.id,
      action,
      jumpTo: `actions.${action}`,
    }));
}

function fieldBlockers(
  item: ItemId,
  action: ActionCard,
  { heldOn }: Attendance,
): readonly Blocker[] {
  const { id, words, owner, dueDate, purpose } = action;
  const at = (name: string) => ({ item, action: id, jumpTo: `actions.${id}.${name}` });
  const blockers: Blocker[] = [];
  if (words.kind === 'EMPTY' || (words.kind === 'VALUE' && !saysSomething(words.value)))
    blockers.push({ kind: 'ACTION_WORDS_MISSING', ...at('words') });
  if (owner.kind === 'EMPTY') {
    const kind = purpose === 'FEEDBACK' ? 'FEEDBACK_WITHOUT_OWNER' : 'ACTION_OWNER_MISSING';
    blockers.push({ kind, ...at('owner') });
  }
  if (dueDate.kind === 'EMPTY')
    blockers.push({ kind: 'ACTION_DUE_DATE_MISSING', ...at('dueDate') });
  else if (dueDate.kind === 'VALUE' && dueDate.value < heldOn)
    blockers.push({ kind: 'ACTION_DUE_DATE_PAST', dueDate: dueDate.value, ...at('dueDate') });
  return blockers;
}

function answerBlockers(
  item: ItemId,
  action: ActionCard,
  attendance: Attendance,
): readonly Blocker[] {
  const owner = settledValue(action.owner);
  if (owner === undefined) return [];
  const standing = standingOf({ ...action, owner }, attendance);
  const at = { item, action: action.id, jumpTo: `actions.${action.id}.owner` };
  switch (standing.kind) {
    case 'YES':
    case 'HELD':
      return [];
    case 'NOT_ACCEPTED':
      return [{ kind: 'ACTION_NOT_ACCEPTED', owner, ...at }];
    case 'CHANGED':
      return [{ kind: 'ACTION_CHANGED', owner, saidBy: standing.saidBy, ...at }];
    case 'DECLINED':
      return [{ kind: 'ACTION_DECLINED', owner, saidBy: standing.saidBy, ...at }];
    case 'HOLDER_ABSENT':
      return [{ kind: 'ACTION_HOLDER_ABSENT', owner, holder: standing.holder, ...at }];
  }
}
