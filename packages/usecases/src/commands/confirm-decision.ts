import { readYes, type Seen } from '@overlegtafel/domain';
import { beforeClosing, doing, itemCall, mayOwn, not } from './do-to-item.ts';
import { seenRefusal } from './given.ts';
import { sealCard } from './seal-card.ts';

/** The chair's word that this is the decision, exactly as it was seen. */
export const confirmDecision = itemCall<{ readonly seen: Seen }>({
  event: 'confirm-decision',
  field: 'decision',
  ask: mayOwn('CONFIRM', 'decision'),
  meeting: beforeClosing,
  hindrance: ({ card }) => (card.decisionKind.kind === 'EMPTY' ? 'NO_DECISION' : undefined),
  read: readYes,
  isExact: true,
  decide: async ({ scene, body: { seen }, world }) => {
    const refusal = seenRefusal(scene.card.decisionSeen, seen);
    if (refusal) return not(refusal);
    const deed = { kind: 'CONFIRMED', seen } as const;
    const { state } = scene.item;
    const changes = await sealCard(scene, { reason: 'DECISION_CONFIRMED', deed, state }, world);
    return doing([deed], { changes });
  },
});
