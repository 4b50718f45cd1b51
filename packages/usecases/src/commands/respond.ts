import { type MunicipalResponse, type Reader, thing, word } from '@overlegtafel/domain';
import { beforeClosing, doing, itemCall, mayOwn } from './do-to-item.ts';
import { wordsOrNone } from './words-or-none.ts';

type Response = Pick<MunicipalResponse, 'kind' | 'words'>;

const readParts = thing<Response>({
  kind: word(['AGREE', 'DIFFER', 'ASK']),
  words: wordsOrNone(2000),
});

/** Who agrees needs no words; who differs or asks says what. */
const readResponse: Reader<Response> = (value, path) => {
  const parts = readParts(value, path);
  if (!parts.ok || parts.value.kind === 'AGREE' || parts.value.words !== '') return parts;
  return { ok: false, mistakes: [{ path: 'words', kind: 'EMPTY' }] };
};

/** What the municipality answers to the proposal. */
export const respond = itemCall<Response>({
  event: 'respond',
  field: 'response',
  ask: mayOwn('WRITE', 'response'),
  meeting: beforeClosing,
  hindrance: ({ standing }) => (standing.proposal ? undefined : 'NO_PROPOSAL'),
  read: readResponse,
  decide: ({ body: { kind, words } }) => doing([{ kind: 'RESPONDED', response: kind, words }]),
});
