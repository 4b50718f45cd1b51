import type { TableSettings } from '../model/meeting.ts';
import type { Register } from '../model/register.ts';
import type { RiskFactor } from '../model/vocabulary.ts';

/** Whether the risk factors ask for attention. It draws the eye and decides nothing. */
export type RiskAttention =
  /** Nobody filled it in, or it cannot be read: that is not the same as no factors. */
  | { readonly kind: 'NOT_FILLED_IN' }
  | {
      readonly kind: 'BELOW' | 'ATTENTION';
      readonly count: number;
      readonly threshold: number;
      readonly disputed: boolean;
    };

/** Counts different risk factors against the table's threshold; a disputed list counts by its longest version. */
export function riskAttention(
  factors: Register<readonly RiskFactor[]>,
  settings: Pick<TableSettings, 'riskFactorThreshold'>,
): RiskAttention {
  const versions = versionsOf(factors);
  if (versions.length === 0) return { kind: 'NOT_FILLED_IN' };
  const count = Math.max(...versions.map((version) => new Set(version).size));
  const threshold = settings.riskFactorThreshold;
  const disputed = factors.kind === 'CONFLICT';
  return { kind: count >= threshold ? 'ATTENTION' : 'BELOW', count, threshold, disputed };
}

function versionsOf<T>(register: Register<T>): readonly T[] {
  if (register.kind === 'VALUE') return [register.value];
  return register.kind === 'CONFLICT' ? register.values : [];
}
