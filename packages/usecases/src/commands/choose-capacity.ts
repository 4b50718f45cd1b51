import { type CapacityChoice, hasWords, type MeetingId, type Mistake } from '@overlegtafel/domain';
import type { Outcome } from '../outcome/outcome.ts';
import type { Caller, World } from '../world.ts';
import { doToMeeting, notNow } from './do-to-meeting.ts';
import { meetingDeed } from './step-meeting.ts';

/** MC16: what the table chooses when there are more visits than can be made this week. It never blocks. */
export function chooseCapacity(
  { meeting: id, choice }: { readonly meeting: MeetingId; readonly choice: CapacityChoice },
  caller: Caller,
  world: World,
): Promise<Outcome<undefined>> {
  const command = { event: 'choose-capacity', verb: 'LEAD', field: 'meeting' } as const;
  return doToMeeting(
    id,
    {
      ...command,
      decide: async (meeting) => {
        if (meeting.state.kind !== 'OPEN') return notNow(`MEETING_${meeting.state.kind}`);
        const mistakes = await mistakesIn(choice, id, world);
        if (mistakes.length > 0) return { kind: 'REFUSE', refusal: { kind: 'MISTAKES', mistakes } };
        const row = { ...meeting, revision: meeting.revision + 1, capacityChoice: choice };
        const deed = meetingDeed(meeting, { kind: 'CAPACITY_CHOSEN', choice }, caller, world);
        return { kind: 'DO', changes: [{ put: 'meeting', row }, deed], value: undefined };
      },
    },
    caller,
    world,
  );
}

async function mistakesIn(
  choice: CapacityChoice,
  meeting: MeetingId,
  { stores }: World,
): Promise<readonly Mistake[]> {
  if (choice.kind === 'DO_ALL')
    return hasWords(choice.reason) ? [] : [{ path: 'reason', kind: 'EMPTY' }];
  const agenda = new Set((await stores.itemsOf(meeting)).map(({ id }) => id));
  return choice.items.flatMap((item, n): Mistake[] =>
    agenda.has(item) ? [] : [{ path: `items.${n}`, kind: 'UNKNOWN_VALUE' }],
  );
}
