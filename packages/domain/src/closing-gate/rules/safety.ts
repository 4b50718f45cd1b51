import type { AlarmAgreement, SafetyConditionCard } from '../../model/card.ts';
import { settledValue } from '../../model/register.ts';
import type { SafetyLevel } from '../../model/vocabulary.ts';
import type { Blocker } from '../blocker.ts';
import type { GateItem } from '../reading/read-item.ts';
import { saysSomething } from '../../parsing/outside-text.ts';
import { isLive } from './live.ts';

/** CG30: "Is it safe now" is answered. */
export function safeNowBlockers({ id, safeNow }: GateItem): readonly Blocker[] {
  const at = { item: id, jumpTo: 'safeNow' };
  if (safeNow.kind === 'EMPTY') return [{ kind: 'SAFE_NOW_MISSING', ...at }];
  return settledValue(safeNow) === 'UNKNOWN' ? [{ kind: 'SAFE_NOW_UNKNOWN', ...at }] : [];
}

/** CG31, CG32: who calls whom at which signal is agreed wherever it is, or may be, unsafe. */
export function conditionBlockers({ id, level, conditions }: GateItem): readonly Blocker[] {
  if (!asksForCondition(level)) return [];
  const live = conditions.filter((condition) => isLive(condition) && hasWords(condition));
  const agreed = level === undefined ? {} : { level };
  const [first] = live;
  if (first === undefined)
    return [{ kind: 'CONDITION_MISSING', item: id, jumpTo: 'conditions', ...agreed }];
  if (live.some(({ alarm }) => isComplete(settledValue(alarm)))) return [];
  const jumpTo = `conditions.${first.id}.alarm`;
  return [{ kind: 'ALARM_MISSING', item: id, jumpTo, ...agreed }];
}

/** Only a level that says it is not acute or structural does without. No level says nothing. */
function asksForCondition(level: SafetyLevel | undefined): boolean {
  return level !== 'MULTI_PROBLEM' && level !== 'SAFE_ENOUGH';
}

function hasWords({ words }: SafetyConditionCard): boolean {
  return saysSomething(settledValue(words) ?? '');
}

function isComplete(alarm: AlarmAgreement | undefined): boolean {
  return alarm !== undefined && [alarm.signal, alarm.caller, alarm.callee].every(saysSomething);
}
