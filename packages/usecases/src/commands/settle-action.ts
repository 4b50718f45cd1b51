import type { LocalDate, Reader } from '@overlegtafel/domain';
import type { LoggedEvent } from '../audit/purposes.ts';
import { refusedDay } from './day-to-come.ts';
import { type Decided, type Deciding, type ItemCommand, mayAtTable } from './do-to-item.ts';
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
  const now = deciding.world.now();
  const asked = { path: 'until', day: deciding.body.until, now, mayBeToday: false };
  return refusedDay(asked) ?? decide(deciding);
}
