import type { CaseId } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { askForCase } from '../commands/answer-erasure.ts';
import { done, type Outcome } from '../outcome/outcome.ts';
import type { Caller, World } from '../world.ts';

/** RN48: the holds on a case, past ones too, the newest first. */
export async function readHolds(
  { caseId }: { readonly caseId: CaseId },
  caller: Caller,
  world: World,
): Promise<Outcome<ApiAnswer<'holds'>>> {
  const found = await askForCase(caseId, 'read-holds', caller, world);
  if (found.kind === 'REFUSED') return found;
  const rows = await world.stores.legalHolds(caseId);
  await world.ledger.record([{ ...found.value.line, action: 'R' }]);
  const holds = rows.map(({ id, reason, by, from, until }) => ({
    ...{ id, reason, by, from },
    ...(until === undefined ? {} : { until }),
  }));
  return done({ holds: holds.toSorted((a, b) => b.from.localeCompare(a.from)) });
}
