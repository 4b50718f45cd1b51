import { decisionKinds, legalGrounds } from '@overlegtafel/domain';
import { type ApiResult, call } from '#lib/api/call.ts';
import { formChoice, formText } from '#lib/forms/form-text.ts';
import { missingChoice } from '#lib/forms/missing-choice.ts';

type Fetch = typeof globalThis.fetch;
type Prepare = (fetch: Fetch, item: string, form: FormData) => Promise<ApiResult<unknown>>;

/** What Veilig Thuis can propose: to wait is not among it. */
export const proposable = decisionKinds.filter((kind) => kind !== 'DEFERRAL');
/** What a municipality can answer to a proposal. */
export const responses = ['AGREE', 'DIFFER', 'ASK'] as const;

/** What people do to prepare a case, by the name of its form. */
export const prepareActions = {
  voorstel: (fetch, item, form) => {
    const kind = formChoice(form, 'kind', proposable);
    if (kind === undefined) return missingChoice();
    return call(fetch, 'propose', { params: { item }, body: { kind, words: wordsIn(form) } });
  },
  reactie: (fetch, item, form) => {
    const kind = formChoice(form, 'kind', responses);
    if (kind === undefined) return missingChoice();
    return call(fetch, 'respond', { params: { item }, body: { kind, words: wordsIn(form) } });
  },
  uitnodiging: (fetch, item, form) => {
    const ground = formChoice(form, 'ground', legalGrounds);
    const person = formText(form, 'person');
    if (ground === undefined || person === '') return missingChoice();
    const body = {
      person,
      ground,
      purpose: formText(form, 'purpose'),
      necessity: formText(form, 'necessity'),
    };
    return call(fetch, 'invite', { params: { item }, body });
  },
  intrekken: (fetch, item, form) =>
    call(fetch, 'withdrawInvitation', {
      params: { item, person: formText(form, 'person') },
      body: { reason: formText(form, 'reason') },
    }),
  verschoning: (fetch, item, form) =>
    call(fetch, 'recuse', { params: { item }, body: { reason: formText(form, 'reason') } }),
} as const satisfies Record<string, Prepare>;

export type PrepareName = keyof typeof prepareActions;

function wordsIn(form: FormData): string {
  return formText(form, 'words');
}
