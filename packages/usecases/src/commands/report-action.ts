import { type ActionOutcome, dueDateOf, type OpenAction, type Reader } from '@overlegtafel/domain';
import type { LoggedEvent } from '../audit/purposes.ts';
import type { OpenThingRow } from '../ports/rows.ts';
import { anyMeeting, type Deciding, doing, type ItemCommand, not } from './do-to-item.ts';
import { givenAction, hindranceIn, mayAsOwner, theAction } from './given.ts';
import { putThing } from './left-rows.ts';

export type Told = Exclude<ActionOutcome, { readonly kind: 'NONE' }>;

/** What became of an action, told by whoever has it. The row that outlives the meeting is kept current. */
export function reportAction<B>(
  event: LoggedEvent,
  read: Reader<B>,
  tell: (doing: Deciding<B>) => Told,
): ItemCommand<B> {
  return {
    event,
    field: 'actions',
    ask: mayAsOwner(theAction, 'REPORT', 'actions'),
    meeting: anyMeeting,
    hindrance: hindranceIn(theAction),
    read,
    isExact: 'ONCE_CLOSED',
    decide: (deciding) => {
      const given = givenAction(deciding.scene, deciding.target.action);
      if (given?.of.kind !== 'ACTION') return not({ kind: 'NOT_THERE' });
      const outcome = tell(deciding);
      const { row } = given;
      const changes = row?.thing.kind === 'ACTION' ? [putOutcome(row, row.thing, outcome)] : [];
      // RT122: access by a task ends with it.
      const changesRights = outcome.kind === 'DONE' || outcome.kind === 'STOPPED';
      const told = { kind: 'REPORTED', action: given.of.action, outcome } as const;
      return doing([told], { changes, changesRights });
    },
  };
}

/** The row of an action with what became of it, and the day that then counts. */
function putOutcome(row: OpenThingRow, action: OpenAction, outcome: Told) {
  const thing = { ...action, outcome };
  const dueOn = dueDateOf(thing);
  return putThing(dueOn === undefined ? row : { ...row, dueOn }, thing);
}
