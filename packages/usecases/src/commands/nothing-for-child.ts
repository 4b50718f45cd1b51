import { type InvolvedId, readNothingForChild } from '@overlegtafel/domain';
import { beforeClosing, doing, itemCall, mayOwn, not } from './do-to-item.ts';

/** Says in one's own name why nobody does anything for this child now. */
export const nothingForChild = itemCall<{
  readonly child: InvolvedId;
  readonly reason: string;
}>({
  event: 'nothing-for-child',
  field: 'nothingForChild',
  ask: mayOwn('WRITE', 'nothingForChild'),
  meeting: beforeClosing,
  read: readNothingForChild,
  decide: ({ scene: { household }, body }) =>
    household.household.some(({ id, isChild }) => isChild && id === body.child)
      ? doing([{ kind: 'NOTHING_FOR_CHILD', ...body }])
      : not({ kind: 'MISTAKES', mistakes: [{ path: 'child', kind: 'UNKNOWN_VALUE' }] }),
});
