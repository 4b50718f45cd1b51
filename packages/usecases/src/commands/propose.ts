import { decisionKinds, type DecisionKind, text, thing, word } from '@overlegtafel/domain';
import { beforeClosing, doing, itemCall, mayOwn } from './do-to-item.ts';

type Proposed = Exclude<DecisionKind, 'DEFERRAL'>;
const kinds = decisionKinds.filter((kind): kind is Proposed => kind !== 'DEFERRAL');

interface Proposal {
  readonly kind: Proposed;
  readonly words: string;
}

/** What Veilig Thuis proposes, before the table tests it. */
export const propose = itemCall<Proposal>({
  event: 'propose',
  field: 'proposal',
  ask: mayOwn('WRITE', 'proposal'),
  meeting: beforeClosing,
  read: thing<Proposal>({ kind: word(kinds), words: text(2000) }),
  decide: ({ body: { kind, words } }) => doing([{ kind: 'PROPOSED', decision: kind, words }]),
});
