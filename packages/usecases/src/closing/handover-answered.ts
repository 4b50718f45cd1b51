import type { HandoverAnswer } from '@overlegtafel/domain';
import type { Change } from '../ports/changes.ts';
import type { OpenThingRow } from '../ports/rows.ts';

/**
 * MC62: how a handover stands after its receiver answered: received, it has ended; refused, it comes back to the next
 * table. Nothing when the item is no open handover: it was decided in another way since.
 */
export function handoverAnswered(
  row: OpenThingRow | undefined,
  answer: HandoverAnswer,
): readonly Change[] {
  if (row?.thing.kind !== 'ITEM' || row.isEnded) return [];
  const { thing } = row;
  const { standing } = thing;
  if (standing.kind !== 'HANDOVER' && standing.kind !== 'DEFERRED') return [];
  if (!standing.handover) return [];
  const handover = { ...standing.handover, answer };
  const answered = { ...thing, standing: { ...standing, handover } };
  // What waits for its day is not over when somebody takes it.
  const isEnded = standing.kind === 'HANDOVER' && answer.kind === 'RECEIVED';
  return [{ put: 'openThing', row: { ...row, thing: answered, isEnded } }];
}
