import {
  addDays,
  addMonths,
  isLocalDate,
  partsOf,
  weekday,
  type LocalDate,
} from '@overlegtafel/domain';

/** A day that somebody wrote in words or figures, and where in the text: `from` up to but not including `to`. */
export interface FoundDay {
  readonly date: LocalDate;
  readonly from: number;
  readonly to: number;
}

type Reader = (groups: Readonly<Record<string, string | undefined>>) => LocalDate | undefined;

interface Form {
  readonly pattern: RegExp;
  readonly read: (today: LocalDate) => Reader;
}

const daysPerWeek = 7;
/** The longest time between two 29ths of February. */
const leapSearchYears = 8;

const weekdays: readonly (readonly string[])[] = [
  ['maandag', 'monday', 'ma', 'mon'],
  ['dinsdag', 'tuesday', 'di', 'tue', 'tues'],
  ['woensdag', 'wednesday', 'wo', 'wed'],
  ['donderdag', 'thursday', 'do', 'thu', 'thur', 'thurs'],
  ['vrijdag', 'friday', 'vr', 'vrij', 'fri'],
  ['zaterdag', 'saturday', 'za', 'sat'],
  ['zondag', 'sunday', 'zo', 'sun'],
];
/** Each list begins with the two whole names. */
const wholeNames = 2;

const months: readonly (readonly string[])[] = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'feb'],
  ['maart', 'march', 'mrt', 'mar'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['augustus', 'august', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
];

const numbers: readonly (readonly string[])[] = [
  ['een', 'één', 'a', 'one'],
  ['twee', 'two'],
  ['drie', 'three'],
  ['vier', 'four'],
  ['vijf', 'five'],
  ['zes', 'six'],
  ['zeven', 'seven'],
  ['acht', 'eight'],
  ['negen', 'nine'],
  ['tien', 'ten'],
];

const oneOf = (words: readonly (readonly string[])[]): string =>
  [...words.flat()].sort((a, b) => b.length - a.length).join('|');
const wholeDay = oneOf(weekdays.map((names) => names.slice(0, wholeNames)));
const shortDay = oneOf(weekdays.map((names) => names.slice(wholeNames)));
const month = oneOf(months);
const year = String.raw`(?:,?\s+(?<year>\d{4}))?`;

/** "Every Friday" is no day. The word that leads to a day goes with it. */
const before = String.raw`(?<![\p{L}\p{N}])(?<!(?:elke|iedere|every|each)\s+)(?:(?:op|voor|vóór|uiterlijk|tot|per|on|by|before|until)\s+){0,2}`;
const after = String.raw`(?![\p{L}\p{N}])`;

function form(body: string, read: Form['read'], where: 'ANYWHERE' | 'AT_END' = 'ANYWHERE'): Form {
  const end = where === 'AT_END' ? String.raw`(?=[\s.,;!]*$)` : '';
  return { pattern: new RegExp(`${before}(?:${body})${after}${end}`, 'giu'), read };
}

/**
 * What is short or could be something else ("zo snel mogelijk", "1-2 keer") is a day only at the end of the line.
 * The day table speaks Dutch and English alike, whatever the language of the screen.
 */
const forms: readonly Form[] = [
  form('(?:overmorgen|(?:the\\s+)?day\\s+after\\s+tomorrow)', (today) => () => addDays(today, 2)),
  form('vandaag|today', (today) => () => today),
  form('(?<!after\\s+)(?:morgen|tomorrow)', (today) => () => addDays(today, 1)),
  form(
    String.raw`(?:over|binnen|in|within)\s+(?<count>\d{1,2}|${oneOf(numbers)})\s+(?<unit>dag|dagen|days?|week|weken|weeks|maand|maanden|months?)`,
    (today) => (groups) => later(today, groups),
  ),
  form(
    String.raw`(?:(?<next>volgende(?:\s+week)?|next(?:\s+week)?)\s+|(?:komende|aanstaande|deze|this|coming)\s+)?(?<day>${wholeDay})`,
    (today) => (groups) => onWeekday(today, groups),
  ),
  form(
    String.raw`(?<day>${shortDay})\.?`,
    (today) => (groups) => onWeekday(today, groups),
    'AT_END',
  ),
  form(
    String.raw`(?<day>\d{1,2})(?:st|nd|rd|th|e)?\s+(?:of\s+)?(?<month>${month})\.?${year}`,
    (today) => (groups) => onDay(today, groups),
  ),
  form(
    String.raw`(?<month>${month})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?${year}`,
    (today) => (groups) => onDay(today, groups),
  ),
  form(
    String.raw`(?!24/7)(?<day>\d{1,2})[-/](?<month>\d{1,2})(?:[-/](?<year>\d{4}|\d{2}))?`,
    (today) => (groups) => onDay(today, groups),
    'AT_END',
  ),
  form(
    String.raw`(?<date>\d{4}-\d{2}-\d{2})`,
    () =>
      ({ date }) =>
        isLocalDate(date) ? date : undefined,
  ),
];

/** The last day in the text; of two that end together the longer one. Nothing when no day stands in it. */
export function findDay(text: string, today: LocalDate): FoundDay | undefined {
  const found = forms.flatMap(({ pattern, read }) => {
    const reader = read(today);
    return [...text.matchAll(pattern)].flatMap((match): FoundDay[] => {
      const date = reader(match.groups ?? {});
      if (date === undefined) return [];
      return [{ date, from: match.index, to: match.index + match[0].length }];
    });
  });
  return found.sort((a, b) => b.to - a.to || a.from - b.from)[0];
}

function placeIn(words: readonly (readonly string[])[], word: string | undefined): number {
  const lower = word?.toLowerCase() ?? '';
  return words.findIndex((names) => names.includes(lower)) + 1;
}

function later(
  today: LocalDate,
  { count, unit = '' }: Parameters<Reader>[0],
): LocalDate | undefined {
  const amount = Number(count) || placeIn(numbers, count);
  if (amount === 0) return undefined;
  if (/^m/i.test(unit)) return addMonths(today, amount);
  return addDays(today, /^w/i.test(unit) ? amount * daysPerWeek : amount);
}

/** The next one after today; "volgende" is the one of next week. */
function onWeekday(today: LocalDate, { day, next }: Parameters<Reader>[0]): LocalDate | undefined {
  const wanted = placeIn(weekdays, day);
  if (wanted === 0) return undefined;
  const monday = addDays(today, 1 - weekday(today));
  if (next !== undefined) return addDays(monday, daysPerWeek + wanted - 1);
  const thisWeek = addDays(monday, wanted - 1);
  return thisWeek > today ? thisWeek : addDays(thisWeek, daysPerWeek);
}

/** Without a year the first such day from today on. */
function onDay(
  today: LocalDate,
  { day, month: named, year: written }: Parameters<Reader>[0],
): LocalDate | undefined {
  const monthNumber = placeIn(months, named) || Number(named);
  const inYear = (number: number): LocalDate | undefined => {
    const text = `${number}-${pad(monthNumber)}-${pad(Number(day))}`;
    return isLocalDate(text) ? text : undefined;
  };
  if (written !== undefined)
    return inYear(written.length === 2 ? 2000 + Number(written) : Number(written));
  const first = partsOf(today).year;
  for (let number = first; number <= first + leapSearchYears; number += 1) {
    const date = inYear(number);
    if (date !== undefined && date >= today) return date;
  }
  return undefined;
}

const pad = (number: number): string => String(number).padStart(2, '0');
