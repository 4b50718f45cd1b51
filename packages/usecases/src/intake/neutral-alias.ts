import type { Mistake } from '@overlegtafel/domain';
import type { ReportForm } from './report-form.ts';

/** `Casus Esdoorn`, perhaps with a number behind it when the word was used before. */
const form = /^Casus \p{Lu}[\p{Ll}'’-]{1,30}( \d{1,4})?$/u;

/**
 * MC21: an alias is one neutral word, and no word that stands in what was reported or in who reported it: a name of
 * somebody that slipped in would be read by everybody.
 */
export function aliasMistakes({ of, report, reporter }: ReportForm): readonly Mistake[] {
  if (of.kind !== 'NEW') return [];
  const path = 'opens.alias';
  if (!form.test(of.alias)) return [{ path, kind: 'NOT_ALLOWED' }];
  const word = of.alias.split(' ')[1]?.toLowerCase() ?? '';
  const told = [
    report.summary,
    reporter?.name,
    reporter?.contact,
    ...of.household.flatMap(({ person, confidentialAddress }) => [
      person.whereabouts,
      confidentialAddress,
    ]),
  ];
  const isTold = told.some((words) => wordsIn(words ?? '').includes(word));
  return isTold ? [{ path, kind: 'NOT_ALLOWED' }] : [];
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().split(/[^\p{L}'’-]+/u);
}
