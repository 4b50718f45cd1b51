import type { MeetingId } from '@overlegtafel/domain';
import type { Outcome } from '../outcome/outcome.ts';
import type { Caller, World } from '../world.ts';
import { doToMeeting } from './do-to-meeting.ts';
import { stepMeeting } from './step-meeting.ts';

/** MC12: adjourns an open meeting, with the reason. It stays visible to all until it goes on. */
export function adjournMeeting(
  { meeting: id, reason }: { readonly meeting: MeetingId; readonly reason: string },
  caller: Caller,
  world: World,
): Promise<Outcome<undefined>> {
  const command = { event: 'adjourn-meeting', verb: 'LEAD', field: 'meeting' } as const;
  return doToMeeting(
    id,
    {
      ...command,
      decide: (meeting) => {
        const step = { kind: 'ADJOURN', by: caller.person, at: world.now(), reason } as const;
        const made = stepMeeting(
          meeting,
          { command: step, deed: { kind: 'ADJOURNED', reason } },
          caller,
          world,
        );
        return Promise.resolve(
          made.ok
            ? { kind: 'DO', changes: made.changes, value: undefined }
            : { kind: 'REFUSE', refusal: made.refusal },
        );
      },
    },
    caller,
    world,
  );
}
