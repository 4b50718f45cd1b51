import { itemStep, type ItemCommand as ItemStepCommand } from '@overlegtafel/domain';
import type { Change } from '../ports/changes.ts';
import type { ItemRow, MeetingRow } from '../ports/rows.ts';
import type { ItemScene } from '../scene/item-scene.ts';

type StepKind = ItemStepCommand['kind'];

/** Why an item cannot take this step now, its blockers aside. */
export function stepHindrance(step: StepKind) {
  return ({ item, meeting }: ItemScene): string | undefined => {
    const command = { meeting: meeting.state.kind, blockers: [] };
    const after = itemStep(item.state, { kind: step, ...command });
    if (after.ok) return undefined;
    const { refusal } = after;
    return refusal.kind === 'NOT_NOW' ? `ITEM_${refusal.state}` : refusal.kind;
  };
}

/** The rows of the item and its meeting after a step; `current` is what stands at the table then. */
export function stepRows(
  { item, meeting }: ItemScene,
  state: ItemRow['state'],
  current?: ItemRow['id'],
): Change[] {
  const { current: before, ...rest } = meeting;
  const row: MeetingRow =
    current === undefined && before !== item.id
      ? meeting
      : { ...rest, ...(current === undefined ? {} : { current }) };
  return [
    { put: 'item', row: { ...item, state } },
    { put: 'meeting', row },
  ];
}
