import type { Blocker } from '../closing-gate/blocker.ts';
import type { ItemState, MeetingStateKind } from '../model/meeting.ts';

/** What the chair does with one item. `meeting` is how its meeting stands at that moment. */
export type ItemCommand =
  | { readonly kind: 'BRING_TO_TABLE'; readonly meeting: MeetingStateKind }
  | { readonly kind: 'LEAVE'; readonly meeting: MeetingStateKind }
  | {
      readonly kind: 'CLOSE';
      readonly meeting: MeetingStateKind;
      /** What the closing gate answered for this item. */
      readonly blockers: readonly Blocker[];
    };

export type ItemRefusal =
  | { readonly kind: 'MEETING_NOT_OPEN'; readonly meeting: MeetingStateKind }
  | { readonly kind: 'NOT_NOW'; readonly state: ItemState }
  | { readonly kind: 'BLOCKED'; readonly blockers: readonly Blocker[] };

export type ItemStep =
  | { readonly ok: true; readonly state: ItemState }
  | { readonly ok: false; readonly refusal: ItemRefusal };

/** The state of an item after a command, or why the command changes nothing. */
export function itemStep(state: ItemState, command: ItemCommand): ItemStep {
  const { meeting } = command;
  if (meeting !== 'OPEN') return refuse({ kind: 'MEETING_NOT_OPEN', meeting });
  switch (command.kind) {
    case 'BRING_TO_TABLE':
      return state === 'AT_TABLE' ? notNow(state) : { ok: true, state: 'AT_TABLE' };
    case 'LEAVE':
      return state === 'AT_TABLE' ? { ok: true, state: 'DISCUSSED' } : notNow(state);
    case 'CLOSE':
      if (state === 'WAITING' || state === 'CLOSED') return notNow(state);
      if (command.blockers.length > 0)
        return refuse({ kind: 'BLOCKED', blockers: command.blockers });
      return { ok: true, state: 'CLOSED' };
  }
}

function notNow(state: ItemState): ItemStep {
  return refuse({ kind: 'NOT_NOW', state });
}

function refuse(refusal: ItemRefusal): ItemStep {
  return { ok: false, refusal };
}
