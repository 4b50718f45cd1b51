import { folded, type Mistake } from '@overlegtafel/domain';
import type { ReportForm } from './report-form.ts';

/**
 * `Casus Esdoorn`, perhaps with a number behind it when the word was used before. Letters of another alphabet that look
 * the same are none of it.
 */
const form =
  /^Casus (?:IJ|[\p{Lu}&&\p{Script=Latin}])[[\p{Ll}&&\p{Script=Latin}]'’\-]{1,30}(?: \d{1,4})?$/v;

/**
 * MC21: an alias is one neutral word, and no word that stands in what was reported or in who reported it: a name of
 * somebody that slipped in would be read by everybody.
 */
export function aliasMistakes({ of, report, reporter }: ReportForm): readonly Mistake[] {
  if (of.kind !== 'NEW') return [];
  const path = 'opens.alias';
  const { alias } = of;
  const isOneForm = alias === alias.normalize('NFKC');
  if (!isOneForm || !form.test(alias)) return [{ path, kind: 'NOT_ALLOWED' }];
  const told = [
    report.summary,
    reporter?.name,
    reporter?.contact,
    ...of.household.flatMap(({ person, confidentialAddress }) => [
      person.whereabouts,
      confidentialAddress,
    ]),
  ];
  const own = partsOf(alias.slice('Casus '.length));
  const all = new Set(told.flatMap((words) => partsOf(words ?? '')));
  return own.some((part) => all.has(part)) ? [{ path, kind: 'NOT_ALLOWED' }] : [];
}

/** Shorter parts are no names: `'s`, `de`. */
const shortestPart = 3;

/** The parts of the words of a text, as names are the same: without accents, capitals and the s of possession. */
function partsOf(text: string): readonly string[] {
  return folded(text)
    .split(/[^\p{L}]+/u)
    .filter((part) => part.length >= shortestPart)
    .map((part) => (part.endsWith('s') ? part.slice(0, -1) : part));
}
