import { localDateOf, type LocalDate, type Reader } from '@overlegtafel/domain';
import type { LoggedEvent } from '../audit/purposes.ts';
import { type Decided, type Deciding, type ItemCommand, mayAtTable, not } from './do-to-item.ts';
import { theAction } from './given.ts';
import { reportAction, type Told } from './report-action.ts';

/** What the table decides about an action that an earlier meeting left open; whoever leads the table says it. */
export function settleAction<B>(
  event: LoggedEvent,
  read: Reader<B>,
  tell: (doing: Deciding<B>) => Told,
): ItemCommand<B> {
  const report = reportAction(event, read, tell);
  return {
    ...report,
    ask: (scene, target) => theAction(scene, target) && mayAtTable('LEAD', 'meeting')(scene),
    // Until it closes, the table writes in the document what it decides.
    meeting: ['CLOSED'],
    hindrance: (scene, target) =>
      theAction(scene, target)?.row ? report.hindrance?.(scene, target) : 'NOT_LEFT_OPEN',
    isExact: true,
  };
}

/** Only a day that is still to come is a new day. */
export function onNewDay<B extends { readonly until: LocalDate }>(
  deciding: Deciding<B>,
  decide: (deciding: Deciding<B>) => Decided | Promise<Decided>,
): Decided | Promise<Decided> {
  return deciding.body.until <= localDateOf(deciding.world.now())
    ? not({ kind: 'MISTAKES', mistakes: [{ path: 'until', kind: 'OUT_OF_RANGE' }] })
    : decide(deciding);
}
