import { futureMistakes, type Instant, type ReportId, type TableId } from '@overlegtafel/domain';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { Caller, World } from '../world.ts';
import { askForTable } from './ask-for-table.ts';
import { freshId } from './fresh-id.ts';
import { onceFor } from './once-for.ts';

/** MC22: records that somebody asked for advice. It holds no household, so no case can be made of it. */
export async function recordAdvice(
  { table, receivedAt }: { readonly table: TableId; readonly receivedAt: Instant },
  caller: Caller,
  world: World,
): Promise<Outcome<{ readonly id: ReportId }>> {
  const wish = {
    event: 'record-advice',
    verb: 'WRITE',
    field: 'adviceRequest',
    action: 'C',
  } as const;
  const asked = await askForTable(table, wish, caller, world);
  if (asked.kind === 'REFUSED') return asked;
  const mistakes = futureMistakes(receivedAt, world.now(), 'receivedAt');
  if (mistakes.length > 0) {
    await world.ledger.record([{ ...asked.value, result: 'FAILED', reason: 'MISTAKES' }]);
    return refuse({ kind: 'MISTAKES', mistakes });
  }
  const id = freshId('ReportId', world);
  const row = { id, table, receivedAt, adviser: caller.person };
  await world.ledger.commit({
    guards: [],
    changes: [{ put: 'advice', row }],
    lines: [asked.value],
    ...onceFor(caller, { id }),
  });
  return done({ id });
}
