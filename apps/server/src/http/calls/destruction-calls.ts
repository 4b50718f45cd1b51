import {
  answerErasure,
  endHold,
  placeHold,
  readHolds,
  readRightsRequests,
  takeInRequest,
  type World,
} from '@overlegtafel/usecases';
import { bind, type BoundCall } from '../contract/bound-call.ts';
import { idOf, mistakesIn, momentOf } from './read-values.ts';

/** What people ask about their own data, and what the privacy officer decides about it. */
export function destructionCalls(world: World): readonly BoundCall[] {
  return [
    bind('rightsRequests', ({ params, caller }) => readRightsRequests(params, caller, world)),
    bind('takeInRequest', ({ params: { table }, body, caller }) => {
      const receivedAt = momentOf(body.receivedAt, 'receivedAt');
      if (!receivedAt.ok) return mistakesIn(receivedAt);
      const caseId = idOf('CaseId', body.caseId);
      const wish = { table, kind: body.kind, caseId, receivedAt: receivedAt.value };
      return takeInRequest(wish, caller, world);
    }),
    bind('answerErasure', ({ params, body, caller }) =>
      answerErasure({ ...params, answer: body }, caller, world),
    ),
    bind('holds', ({ params, caller }) => readHolds({ caseId: params.case }, caller, world)),
    bind('placeHold', ({ params, body: { reason }, caller }) =>
      placeHold({ caseId: params.case, reason }, caller, world),
    ),
    bind('endHold', ({ params, caller }) =>
      endHold({ caseId: params.case, hold: params.hold }, caller, world),
    ),
  ];
}
