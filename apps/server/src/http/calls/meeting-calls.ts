import type { MeetingId } from '@overlegtafel/domain';
import type { Language } from '@overlegtafel/protocol';
import {
  adjournMeeting,
  type Caller,
  chooseCapacity,
  closeMeeting,
  enterMeeting,
  leaveMeeting,
  openMeeting,
  type Outcome,
  putOnAgenda,
  readFollowUp,
  readMeeting,
  resumeMeeting,
  takeChair,
  type World,
} from '@overlegtafel/usecases';
import { bind, type BoundCall } from '../contract/bound-call.ts';
import { idOf } from './read-values.ts';

/** Everything about one meeting. */
export function meetingCalls(world: World): readonly BoundCall[] {
  return [
    bind('meeting', ({ params, language, caller }) =>
      readMeeting({ ...params, language }, caller, world),
    ),
    bind('followUp', ({ params, caller }) => readFollowUp(params, caller, world)),
    bind('openMeeting', async ({ params, language, caller }) =>
      thenRead(await openMeeting(params, caller, world), { ...params, language }, caller, world),
    ),
    bind('closeMeeting', async ({ params, language, caller }) =>
      thenRead(await closeMeeting(params, caller, world), { ...params, language }, caller, world),
    ),
    bind('adjournMeeting', ({ params: { meeting }, body: { reason }, caller }) =>
      adjournMeeting({ meeting, reason }, caller, world),
    ),
    bind('resumeMeeting', ({ params, caller }) => resumeMeeting(params, caller, world)),
    bind('enterMeeting', ({ params, caller }) => enterMeeting(params, caller, world)),
    bind('leaveMeeting', ({ params, caller }) => leaveMeeting(params, caller, world)),
    bind('takeChair', ({ params, caller }) => takeChair(params, caller, world)),
    bind('putOnAgenda', ({ params: { meeting }, body: { caseId: id, minutes }, caller }) => {
      const caseId = idOf('CaseId', id);
      const wish = { meeting, caseId, ...(minutes === undefined ? {} : { minutes }) };
      return putOnAgenda(wish, caller, world);
    }),
    bind('chooseCapacity', ({ params: { meeting }, body, caller }) => {
      const choice =
        body.kind === 'DO_ALL'
          ? body
          : { kind: body.kind, items: body.items.map((item) => idOf('ItemId', item)) };
      return chooseCapacity({ meeting, choice }, caller, world);
    }),
  ];
}

/** A step of the meeting answers with how the meeting then stands for whoever took it. */
async function thenRead(
  outcome: Outcome<unknown>,
  reading: { readonly meeting: MeetingId; readonly language: Language },
  caller: Caller,
  world: World,
) {
  return outcome.kind === 'REFUSED' ? outcome : readMeeting(reading, caller, world);
}
