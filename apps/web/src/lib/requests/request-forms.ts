import { fail } from '@sveltejs/kit';
import { call } from '#lib/api/call.ts';
import type { ApiProblem } from '#lib/api/call.ts';
import { problemWords } from '#lib/api/problem-words.ts';
import { formChoice, formText } from '#lib/forms/form-text.ts';
import { requestKinds } from './request-kinds.ts';

interface Asked {
  readonly request: Request;
  readonly fetch: typeof globalThis.fetch;
  readonly params: Readonly<Record<string, string>>;
}

/** What a form about requests came to. `missing` names its fields that were left empty. */
export interface Sent {
  readonly about: string;
  readonly said?: 'ANSWERED' | 'TAKEN_IN' | 'PLACED' | 'ENDED';
  readonly missing?: readonly string[];
  readonly problem?: string;
}

const unavailable = 503;
const incomplete = 422;

function refused(about: string, problem: ApiProblem) {
  const sent: Sent = { about, problem: problemWords(problem) };
  return fail(problem.status === 0 ? unavailable : problem.status, { sent });
}

function incompleteForm(about: string, missing: readonly string[]) {
  const sent: Sent = { about, missing };
  return fail(incomplete, { sent });
}

function taken(about: string, said: NonNullable<Sent['said']>): { readonly sent: Sent } {
  return { sent: { about, said } };
}

/** RN47: the answer to a request. */
export async function answerForm({ request, fetch }: Asked) {
  const form = await request.formData();
  const about = formText(form, 'verzoek');
  const kind = formChoice(form, 'antwoord', ['GRANTED', 'REFUSED']);
  const reason = formText(form, 'reden');
  if (kind === undefined) return incompleteForm(about, ['antwoord']);
  if (kind === 'REFUSED' && reason === '') return incompleteForm(about, ['reden']);
  const result = await call(fetch, 'answerErasure', {
    params: { table: formText(form, 'tafel'), request: about },
    body: kind === 'GRANTED' ? { kind } : { kind, reason },
  });
  return result.kind === 'DONE' ? taken(about, 'ANSWERED') : refused(about, result.problem);
}

/** RN49: takes in a request. */
export async function takeInForm({ request, fetch }: Asked) {
  const form = await request.formData();
  const about = 'nieuw';
  const kind = formChoice(form, 'soort', requestKinds);
  const [caseId, day] = [formText(form, 'casus'), formText(form, 'ontvangen')];
  const missing = [
    ...(kind === undefined ? ['soort'] : []),
    ...(caseId === '' ? ['casus'] : []),
    ...(day === '' ? ['ontvangen'] : []),
  ];
  if (kind === undefined || missing.length > 0) return incompleteForm(about, missing);
  const result = await call(fetch, 'takeInRequest', {
    params: { table: formText(form, 'tafel') },
    body: { kind, caseId, receivedAt: `${day}T00:00:00.000Z` },
    idempotencyKey: formText(form, 'key'),
  });
  return result.kind === 'DONE' ? taken(about, 'TAKEN_IN') : refused(about, result.problem);
}

/** RN48: says that a case may not be destroyed for now. */
export async function placeHoldForm({ request, fetch, params }: Asked) {
  const form = await request.formData();
  const reason = formText(form, 'reden');
  const about = 'nieuw';
  if (reason === '') return incompleteForm(about, ['reden']);
  const result = await call(fetch, 'placeHold', {
    params: { case: params['case'] ?? '' },
    body: { reason },
    idempotencyKey: formText(form, 'key'),
  });
  return result.kind === 'DONE' ? taken(about, 'PLACED') : refused(about, result.problem);
}

/** RN48: ends that again. */
export async function endHoldForm({ request, fetch, params }: Asked) {
  const hold = formText(await request.formData(), 'vasthouden');
  const result = await call(fetch, 'endHold', { params: { case: params['case'] ?? '', hold } });
  return result.kind === 'DONE' ? taken(hold, 'ENDED') : refused(hold, result.problem);
}
