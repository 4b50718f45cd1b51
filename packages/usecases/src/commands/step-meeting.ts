import {
  type Instant,
  type ItemId,
  type MeetingCommand as Step,
  type MeetingRefusal,
  type MeetingState,
  meetingStep,
} from '@overlegtafel/domain';
import type { MeetingDeedContent } from '../deeds/deed.ts';
import type { Refusal } from '../outcome/outcome.ts';
import type { Change } from '../ports/changes.ts';
import type { MeetingRow } from '../ports/rows.ts';
import type { Caller, World } from '../world.ts';

/** The changes of a step in the life of a meeting, or why it cannot be made. */
export type Stepped =
  | { readonly ok: true; readonly row: MeetingRow; readonly changes: readonly Change[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** Makes a step in the life of a meeting: its row one revision higher, and the deed. */
export function stepMeeting(
  meeting: MeetingRow,
  { command, deed }: { readonly command: Step; readonly deed: MeetingDeedContent },
  caller: Caller,
  world: World,
): Stepped {
  const items: readonly ItemId[] = [];
  const at = notBefore(meeting.state, command.at);
  const after = meetingStep({ ...meeting, items }, { ...command, at });
  if (!after.ok) return { ok: false, refusal: refusalOf(after.refusal) };
  const { state, revision } = after.meeting;
  const row = { ...meeting, state, revision };
  const changes: readonly Change[] = [
    { put: 'meeting', row },
    meetingDeed(meeting, deed, caller, world),
  ];
  return { ok: true, row, changes };
}

/** CL3: a clock that was set back does not keep a table from going on; steps keep their order. */
function notBefore(state: MeetingState, at: Instant): Instant {
  if (state.kind === 'OPEN') return latest(at, state.openedAt);
  return state.kind === 'ADJOURNED' ? latest(at, state.adjournedAt) : at;
}

function latest(one: Instant, other: Instant): Instant {
  return one < other ? other : one;
}

export function meetingDeed(
  { id }: MeetingRow,
  content: MeetingDeedContent,
  { person }: Caller,
  world: World,
): Change {
  return {
    add: 'meetingDeed',
    row: { id: world.newId(), meeting: id, by: person, at: world.now(), content },
  };
}

function refusalOf(refusal: MeetingRefusal): Refusal {
  switch (refusal.kind) {
    case 'BLOCKED':
      return refusal;
    case 'NOT_NOW':
      return { kind: 'NOT_NOW', because: `MEETING_${refusal.state}` };
    case 'REASON_MISSING':
      return { kind: 'MISTAKES', mistakes: [{ path: 'reason', kind: 'EMPTY' }] };
    case 'TOO_EARLY':
    case 'NOT_AT_TABLE':
    case 'CHAIR_IS_THERE':
      return { kind: 'NOT_NOW', because: refusal.kind };
  }
}
