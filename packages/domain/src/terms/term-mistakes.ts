import type { Mistake } from '../parsing/parsed.ts';
import { type TermLength, termKinds, type TermRule, type TermSettings } from './term-settings.ts';

/**
 * What is wrong with terms that a table chose, each with the path of its field; empty when nothing is. A length is a
 * whole number from 1 on, a term says where it comes from, and monitoring moments go up.
 */
export function termMistakes(settings: TermSettings): readonly Mistake[] {
  return [
    ...termKinds.flatMap((kind) => ruleMistakes(settings.terms[kind], `terms.${kind}`)),
    ...settings.monitoringMonths.flatMap((months, place) => {
      const before = place === 0 ? 0 : settings.monitoringMonths[place - 1];
      const goesUp = isCount(months) && before !== undefined && months > before;
      return goesUp ? [] : [outOfRange(`monitoringMonths.${place}`)];
    }),
  ];
}

function ruleMistakes(rule: TermRule, path: string): readonly Mistake[] {
  return [
    ...lengthMistakes(rule.length, `${path}.length`),
    ...(rule.extendBy ? lengthMistakes(rule.extendBy, `${path}.extendBy`) : []),
    ...(rule.basis.trim() === '' ? [{ path: `${path}.basis`, kind: 'EMPTY' } as const] : []),
  ];
}

function lengthMistakes({ count }: TermLength, path: string): readonly Mistake[] {
  return isCount(count) ? [] : [outOfRange(`${path}.count`)];
}

function isCount(count: number): boolean {
  return Number.isInteger(count) && count > 0;
}

function outOfRange(path: string): Mistake {
  return { path, kind: 'OUT_OF_RANGE' };
}
