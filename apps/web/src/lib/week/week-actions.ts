import { notDoneReasons, violenceStoppedAnswers } from '@overlegtafel/domain';
import { call, type ApiResult, type CallParts } from '#lib/api/call.ts';
import type { ApiCallName } from '@overlegtafel/protocol/api-paths';
import { formChoice, formText } from '#lib/forms/form-text.ts';
import { missingChoice } from '#lib/forms/missing-choice.ts';

/** What was recorded, for the sentence that says so. */
export type WeekSaid =
  | 'YES'
  | 'NO'
  | 'DONE'
  | 'NOT_DONE'
  | 'MORE_TIME'
  | 'RECEIVED'
  | 'REFUSED'
  | 'MONITORING'
  | 'BACK'
  | 'EMERGENCY_ENDED';

/** One answer that can be given on the page of my week: the call, and what it says when it is done. */
export interface WeekAnswer {
  readonly said: WeekSaid;
  readonly give: (fetch: typeof globalThis.fetch, form: FormData) => Promise<ApiResult<unknown>>;
}

function actionCall<N extends ApiCallName>(
  name: N,
  said: WeekSaid,
  body: (form: FormData) => CallParts<N>['body'],
): WeekAnswer {
  return {
    said,
    give: (fetch, form) => {
      const sent = body(form);
      return call(fetch, name, {
        params: namesIn(form),
        ...(sent === undefined ? {} : { body: sent }),
      });
    },
  };
}

function namesIn(form: FormData): Record<string, string> {
  return Object.fromEntries(
    ['item', 'action', 'case', 'moment', 'recusal', 'person'].map((name) => [
      name,
      formText(form, name),
    ]),
  );
}

const seenIn = (form: FormData) => formText(form, 'seen');
const reasonIn = (form: FormData) => formText(form, 'reason');
const wordsIn = (form: FormData) => formText(form, 'words');

/** The answers by the name of their form action. */
export const weekAnswers = {
  ja: actionCall('acceptAction', 'YES', (form) => ({ seen: seenIn(form) })),
  nee: actionCall('declineAction', 'NO', (form) => ({
    seen: seenIn(form),
    reason: reasonIn(form),
  })),
  klaar: actionCall('actionDone', 'DONE', () => ({})),
  nietGelukt: {
    said: 'NOT_DONE',
    give: (fetch, form) => {
      const reason = formChoice(form, 'reason', notDoneReasons);
      if (reason === undefined) return missingChoice();
      const body = { reason, words: wordsIn(form) };
      return call(fetch, 'actionNotDone', { params: namesIn(form), body });
    },
  },
  meerTijd: actionCall('askMoreTime', 'MORE_TIME', (form) => ({
    until: formText(form, 'until'),
    words: wordsIn(form),
  })),
  neemOver: actionCall('answerHandover', 'RECEIVED', (form) => ({
    kind: 'RECEIVED' as const,
    seen: seenIn(form),
  })),
  weiger: actionCall('answerHandover', 'REFUSED', (form) => ({
    kind: 'REFUSED' as const,
    seen: seenIn(form),
    reason: reasonIn(form),
  })),
  terug: actionCall('comeBack', 'BACK', (form) => ({ reason: reasonIn(form) })),
  nood: actionCall('endBreakGlass', 'EMERGENCY_ENDED', (form) => ({ reason: reasonIn(form) })),
  check: {
    said: 'MONITORING',
    give: (fetch, form) => {
      const violenceStopped = formChoice(form, 'stopped', violenceStoppedAnswers);
      if (violenceStopped === undefined) return missingChoice();
      const body = { violenceStopped, words: wordsIn(form) };
      return call(fetch, 'monitoringOutcome', { params: namesIn(form), body });
    },
  },
} as const satisfies Record<string, WeekAnswer>;
