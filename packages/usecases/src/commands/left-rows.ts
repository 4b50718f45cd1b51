import {
  type Acceptance,
  type HandoverAnswer,
  type OpenThing,
  ownEnding,
  type ProvisionalHold,
} from '@overlegtafel/domain';
import { handoverAnswered } from '../closing/handover-answered.ts';
import type { Change } from '../ports/changes.ts';
import type { OpenThingRow } from '../ports/rows.ts';

/** The row with what was done to its thing; it ends when the thing carries its own ending. */
export function putThing(row: OpenThingRow, thing: OpenThing): Change {
  const isEnded = row.isEnded || ownEnding(thing) !== undefined;
  return { put: 'openThing', row: { ...row, thing, isEnded } };
}

/** A yes or a no to what a meeting left open. Of a handover a yes of one's own is the receipt. */
export function putAcceptance(
  row: OpenThingRow | undefined,
  acceptance: Acceptance,
): readonly Change[] {
  if (row?.thing.kind === 'ACTION') return [putThing(row, { ...row.thing, acceptance })];
  return handoverAnswered(row, receiptIn(acceptance));
}

export function putHold(row: OpenThingRow | undefined, hold: ProvisionalHold): Change[] {
  return row?.thing.kind === 'ACTION' ? [putThing(row, { ...row.thing, hold })] : [];
}

function receiptIn(acceptance: Acceptance): HandoverAnswer {
  switch (acceptance.kind) {
    case 'ACCEPTED':
      return { kind: 'RECEIVED', by: acceptance.by, at: acceptance.at };
    case 'DECLINED':
      return { kind: 'REFUSED', by: acceptance.by, at: acceptance.at, reason: acceptance.reason };
    case 'ACCEPTED_ON_BEHALF':
    case 'NONE':
      return { kind: 'NONE' };
  }
}
