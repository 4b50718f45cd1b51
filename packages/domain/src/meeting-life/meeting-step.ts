import { hasWords } from '../parsing/outside-text.ts';
import type { Blocker } from '../closing-gate/blocker.ts';
import type { PersonId } from '../model/ids.ts';
import type { Meeting, MeetingState } from '../model/meeting.ts';
import type { Instant } from '../model/time.ts';

/** What somebody does to a meeting, in their own name. `by` is that person. */
export type MeetingCommand =
  | { readonly kind: 'OPEN'; readonly by: PersonId; readonly at: Instant }
  | {
      readonly kind: 'ADJOURN';
      readonly by: PersonId;
      readonly at: Instant;
      readonly reason: string;
    }
  | { readonly kind: 'RESUME'; readonly by: PersonId; readonly at: Instant }
  | {
      readonly kind: 'TAKE_CHAIR';
      readonly by: PersonId;
      readonly at: Instant;
      /** Who is at the table at this moment. */
      readonly present: readonly PersonId[];
    }
  | {
      readonly kind: 'CLOSE';
      readonly by: PersonId;
      readonly at: Instant;
      /** What the closing gate answered for the state that is about to be sealed. */
      readonly blockers: readonly Blocker[];
    };

/** Why a command changed nothing. */
export type MeetingRefusal =
  /** The command does not fit the life of the meeting; `state` is where it stands. */
  | { readonly kind: 'NOT_NOW'; readonly state: MeetingState['kind'] }
  | { readonly kind: 'REASON_MISSING' }
  | { readonly kind: 'TOO_EARLY' }
  | { readonly kind: 'NOT_AT_TABLE' }
  | { readonly kind: 'CHAIR_IS_THERE'; readonly chair: PersonId }
  | { readonly kind: 'BLOCKED'; readonly blockers: readonly Blocker[] };

export type MeetingStep =
  | { readonly ok: true; readonly meeting: Meeting }
  | { readonly ok: false; readonly refusal: MeetingRefusal };

type StateOf<K extends MeetingState['kind']> = Extract<MeetingState, { readonly kind: K }>;

/**
 * The meeting after a command, with its revision raised, or why the command changes nothing.
 * The caller stores it guarded on the revision that was read, so that of two commands at once only one counts.
 */
export function meetingStep(meeting: Meeting, command: MeetingCommand): MeetingStep {
  const after = stateAfter(meeting.state, command);
  if ('refused' in after) return { ok: false, refusal: after.refused };
  return { ok: true, meeting: { ...meeting, state: after, revision: meeting.revision + 1 } };
}

type After = MeetingState | { readonly refused: MeetingRefusal };

function stateAfter(state: MeetingState, command: MeetingCommand): After {
  switch (state.kind) {
    case 'PREPARED':
      return command.kind === 'OPEN' ? opened(command.by, command.at) : notNow(state);
    case 'OPEN':
      return fromOpen(state, command);
    case 'ADJOURNED':
      return fromAdjourned(state, command);
    case 'CLOSED':
      return notNow(state);
  }
}

function fromOpen(state: StateOf<'OPEN'>, command: MeetingCommand): After {
  if (!(command.at >= state.openedAt)) return { refused: { kind: 'TOO_EARLY' } };
  switch (command.kind) {
    case 'ADJOURN':
      if (!hasWords(command.reason)) return { refused: { kind: 'REASON_MISSING' } };
      return {
        kind: 'ADJOURNED',
        openedAt: state.openedAt,
        adjournedAt: command.at,
        reason: command.reason,
      };
    case 'TAKE_CHAIR':
      return chairTaken(state, command.by, command.present);
    case 'CLOSE':
      if (command.blockers.length > 0)
        return { refused: { kind: 'BLOCKED', blockers: command.blockers } };
      return {
        kind: 'CLOSED',
        openedAt: state.openedAt,
        closedAt: command.at,
        closedBy: command.by,
      };
    case 'OPEN':
    case 'RESUME':
      return notNow(state);
  }
}

function fromAdjourned(state: StateOf<'ADJOURNED'>, command: MeetingCommand): After {
  if (command.kind !== 'RESUME') return notNow(state);
  if (!(command.at >= state.adjournedAt)) return { refused: { kind: 'TOO_EARLY' } };
  return opened(command.by, state.openedAt);
}

function chairTaken(state: StateOf<'OPEN'>, by: PersonId, present: readonly PersonId[]): After {
  if (!present.includes(by)) return { refused: { kind: 'NOT_AT_TABLE' } };
  if (present.includes(state.chair))
    return { refused: { kind: 'CHAIR_IS_THERE', chair: state.chair } };
  return { ...state, chair: by };
}

function opened(chair: PersonId, openedAt: Instant): MeetingState {
  return { kind: 'OPEN', openedAt, chair };
}

function notNow(state: MeetingState): After {
  return { refused: { kind: 'NOT_NOW', state: state.kind } };
}
