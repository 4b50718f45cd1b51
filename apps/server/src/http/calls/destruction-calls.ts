import { answerErasure, endHold, placeHold, type World } from '@overlegtafel/usecases';
import { bind, type BoundCall } from '../contract/bound-call.ts';

/** What the privacy officer decides about destroying. */
export function destructionCalls(world: World): readonly BoundCall[] {
  return [
    bind('answerErasure', ({ params, body, caller }) =>
      answerErasure({ ...params, answer: body }, caller, world),
    ),
    bind('placeHold', ({ params, body: { reason }, caller }) =>
      placeHold({ caseId: params.case, reason }, caller, world),
    ),
    bind('endHold', ({ params, caller }) =>
      endHold({ caseId: params.case, hold: params.hold }, caller, world),
    ),
  ];
}
