import type { CaseId, ItemId, PersonId } from '@overlegtafel/domain';
import type { CaseDeed, ItemDeed } from '../deeds/deed.ts';

/** That somebody stepped out of a case, and did not come back. It holds for the case, whenever its items are. */
export interface Recusal {
  /** That of the deed. */
  readonly id: string;
  readonly person: PersonId;
  readonly caseId: CaseId;
  /** The item with which it was said. */
  readonly item: ItemId;
  readonly at: ItemDeed['at'];
  readonly reason: string;
}

/** RT120: the recusals among these deeds that are in force. The deeds of an item come in the order in which they were done. */
export function recusalsIn(deeds: readonly CaseDeed[]): readonly Recusal[] {
  const last = new Map<string, Recusal>();
  for (const { id, by: person, item, caseId, at, content } of deeds) {
    const key = `${person} ${item}`;
    if (content.kind === 'CAME_BACK') last.delete(key);
    if (content.kind !== 'RECUSED' || last.has(key)) continue;
    last.set(key, { id, person, caseId, item, at, reason: content.reason });
  }
  return [...last.values()];
}

/** Who stepped out of this case. */
export function recusedFrom(caseId: CaseId, deeds: readonly CaseDeed[]): readonly PersonId[] {
  const here = recusalsIn(deeds).filter((one) => one.caseId === caseId);
  return [...new Set(here.map(({ person }) => person))];
}

/** Somebody who came back to a case, with why. */
export interface CameBack {
  readonly person: PersonId;
  readonly at: ItemDeed['at'];
  readonly reason: string;
}

/** Who came back to this case, oldest first. */
export function cameBackTo(caseId: CaseId, deeds: readonly CaseDeed[]): readonly CameBack[] {
  return deeds.flatMap(({ content, by: person, at, caseId: of }) =>
    content.kind === 'CAME_BACK' && of === caseId ? [{ person, at, reason: content.reason }] : [],
  );
}
