import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { call, type ApiResult } from '#lib/api/call.ts';
import { mayTakeIn } from '#lib/agenda/may-take-in.ts';
import { problemWords } from '#lib/api/problem-words.ts';
import { answerForm, takeInForm } from '#lib/requests/request-forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** What people asked about their own data. The server decides who sees it; others are not asked for it. */
export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const { me, table } = await parent();
  const mayAnswer = me.roles.includes('privacy-officer');
  const isAllowed = table !== undefined && (mayAnswer || mayTakeIn(me));
  const read = isAllowed
    ? await call(fetch, 'rightsRequests', { params: { table: table.id } })
    : undefined;
  return {
    isAllowed,
    mayAnswer,
    ...(read ? shown(read) : nothing),
    caseId: url.searchParams.get('casus') ?? '',
    key: crypto.randomUUID(),
  };
};

const nothing = { destructionWaits: false, requests: [], problem: undefined };

function shown(read: ApiResult<ApiAnswer<'rightsRequests'>>) {
  if (read.kind === 'PROBLEM') return { ...nothing, problem: problemWords(read.problem) };
  const { destructionWaits, requests } = read.value;
  return { ...nothing, destructionWaits, requests };
}

export const actions: Actions = { beantwoord: answerForm, neemOp: takeInForm };
