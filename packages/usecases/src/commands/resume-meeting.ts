import type { MeetingId } from '@overlegtafel/domain';
import type { Outcome } from '../outcome/outcome.ts';
import type { Caller, World } from '../world.ts';
import { doToMeeting } from './do-to-meeting.ts';
import { present } from './enter-meeting.ts';
import { stepMeeting } from './step-meeting.ts';

/** MC13: goes on with an adjourned meeting; whoever does so chairs from then on, and is at the table. */
export function resumeMeeting(
  { meeting: id }: { readonly meeting: MeetingId },
  caller: Caller,
  world: World,
): Promise<Outcome<undefined>> {
  const command = { event: 'resume-meeting', verb: 'LEAD', field: 'meeting' } as const;
  return doToMeeting(
    id,
    {
      ...command,
      decide: (meeting) => {
        const step = { kind: 'RESUME', by: caller.person, at: world.now() } as const;
        const made = stepMeeting(
          meeting,
          { command: step, deed: { kind: 'RESUMED' } },
          caller,
          world,
        );
        if (!made.ok) return Promise.resolve({ kind: 'REFUSE', refusal: made.refusal });
        const changes = [...made.changes, present(id, caller.person, world)];
        return Promise.resolve({ kind: 'DO', changes, value: undefined });
      },
    },
    caller,
    world,
  );
}
