import {
  type HandoverAnswer,
  handoverIn,
  readNo,
  type Reader,
  type Seen,
  thing,
  readSeen,
  word,
} from '@overlegtafel/domain';
import { handoverAnswered } from '../closing/handover-answered.ts';
import type { ItemDeedContent } from '../deeds/deed.ts';
import { doing, type Deciding, itemCall, not } from './do-to-item.ts';
import { givenCase, mayAsOwner, seenRefusal, theCase } from './given.ts';

type Answer =
  | { readonly kind: 'RECEIVED'; readonly seen: Seen }
  | { readonly kind: 'REFUSED'; readonly seen: Seen; readonly reason: string };

const readAnswer: Reader<Answer> = (value, path) => {
  const isObject = typeof value === 'object' && value !== null;
  const { kind, ...rest } = isObject ? { kind: undefined, ...value } : { kind: value };
  const read = word(['RECEIVED', 'REFUSED'])(kind, 'kind');
  if (!read.ok) return read;
  if (read.value === 'REFUSED') {
    const no = readNo(rest, path);
    return no.ok ? { ok: true, value: { kind: 'REFUSED', ...no.value } } : no;
  }
  const yes = thing<{ seen: Seen }>({ seen: readSeen })(rest, path);
  return yes.ok ? { ok: true, value: { kind: 'RECEIVED', ...yes.value } } : yes;
};

/** Receives a case that was handed over, or refuses it with the reason. Only a receipt moves the responsibility. */
export const answerHandover = itemCall<Answer>({
  event: 'answer-handover',
  field: 'owner',
  ask: mayAsOwner(theCase, 'ANSWER', 'owner'),
  meeting: ['CLOSED'],
  hindrance: (scene) => {
    const thing = givenCase(scene).row?.thing;
    const handover = thing && handoverIn(thing);
    if (!handover) return 'NO_HANDOVER';
    return handover.answer.kind === 'RECEIVED' ? 'ALREADY_RECEIVED' : undefined;
  },
  read: readAnswer,
  isExact: true,
  decide: ({ scene, body, world }: Deciding<Answer>) => {
    const { row, seen } = givenCase(scene);
    const refusal = seenRefusal(seen, body.seen);
    if (refusal) return not(refusal);
    const who = { by: scene.actor.person, at: world.now() };
    const answer: HandoverAnswer =
      body.kind === 'RECEIVED'
        ? { kind: 'RECEIVED', ...who }
        : { kind: 'REFUSED', ...who, reason: body.reason };
    const changes = handoverAnswered(row, answer);
    return doing([body, saidOf(body)], { changes, changesRights: true });
  },
});

/** A receipt is a yes to the case, a refusal a no. */
function saidOf(body: Answer): ItemDeedContent {
  const of = { kind: 'CASE' } as const;
  return body.kind === 'RECEIVED'
    ? { kind: 'ACCEPTED', of, seen: body.seen }
    : { kind: 'DECLINED', of, seen: body.seen, reason: body.reason };
}
