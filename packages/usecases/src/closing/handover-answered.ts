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
  if (thing.standing.kind !== 'HANDOVER') return [];
  const handover = { ...thing.standing.handover, answer };
  const answered = { ...thing, standing: { kind: 'HANDOVER' as const, handover } };
  return [
    { put: 'openThing', row: { ...row, thing: answered, isEnded: answer.kind === 'RECEIVED' } },
  ];
}
