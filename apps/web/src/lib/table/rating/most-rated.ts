import { safetyLevels, type SafetyLevel } from '@overlegtafel/domain';

/**
 * The level that most people weighed, and of those that are named equally often the least safe one. Nothing before
 * anybody weighed.
 */
export function mostRated(
  ratings: readonly { readonly level: SafetyLevel }[],
): SafetyLevel | undefined {
  const counted = safetyLevels.map((level) => ({
    level,
    count: ratings.filter((rating) => rating.level === level).length,
  }));
  const [most] = counted.toSorted((a, b) => b.count - a.count);
  return most === undefined || most.count === 0 ? undefined : most.level;
}
