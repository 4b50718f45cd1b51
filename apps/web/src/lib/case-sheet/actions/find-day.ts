import {
  addDays,
  addMonths,
  isLocalDate,
  partsOf,
  weekday,
  type LocalDate,
} from '@overlegtafel/domain';

/** Where in a text: `from` up to but not including `to`. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Why a day that somebody wrote is not taken before they say which one is meant. */
type DayDoubt =
  /** It lies before today. */
  | 'PAST'
  /** The calendar does not have it. */
  | 'NO_SUCH_DAY'
  /** The weekday beside it is another. */
  | 'OTHER_WEEKDAY'
  /** It could as well be something else: `27-11` at the end of a line. */
  | 'MAYBE';

/** A day in a text, or what looks like one and has to be asked about. */
export type DayInText =
  | (Span & { readonly kind: 'DAY'; readonly date: LocalDate })
  | (Span & {
      readonly kind: 'DOUBT';
      readonly why: DayDoubt;
      readonly written: string;
      /** The day that it would be, where there is one. */
      readonly date?: LocalDate;
    });

type Groups = Readonly<Record<string, string | undefined>>;
type Understood = LocalDate | { readonly why: DayDoubt; readonly date?: LocalDate } | undefined;
type Reader = (groups: Groups) => Understood;

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
/** Short names that are no other word. */
const plainShortDay = 'di|wo|do|vr|vrij|tues?|wed|thu|thurs?|fri';
const month = oneOf(months);
/** Two figures are a year only when they are one of these years: "7 dec 26 kinderen" stays in doubt for no one. */
const year = String.raw`(?:,?\s+(?<year>\d{4}|\d{2}(?=[\s.,;!]*$)))?`;
const ofWeek = String.raw`(?:(?<weekday>${wholeDay}|${shortDay})\.?,?\s+)?`;

/** "Every Friday" is no day. The word that leads to a day goes with it. */
const leads = 'op|voor|vóór|uiterlijk|tot|per|on|by|before|until';
const notEvery = String.raw`(?<![\p{L}\p{N}])(?<!(?:elke|iedere|every|each)\s+)`;
const before = String.raw`${notEvery}(?:(?:${leads})\s+){0,2}`;
const after = String.raw`(?![\p{L}\p{N}])`;
const atEnd = String.raw`(?=[\s.,;!]*$)`;

function form(body: string, read: Form['read'], around = { before, after }): Form {
  return { pattern: new RegExp(`${around.before}(?:${body})${around.after}`, 'giu'), read };
}

/**
 * A day comes from a whole phrase only: what is short or could be something else ("zo snel mogelijk", "fase 1/2") needs
 * a word that leads to it, or is asked about. The day table speaks Dutch and English alike, whatever the language of
 * the screen.
 */
const forms: readonly Form[] = [
  form('(?:overmorgen|(?:the\\s+)?day\\s+after\\s+tomorrow)', (today) => () => addDays(today, 2)),
  form('vandaag|today', (today) => () => today),
  form('(?<!after\\s+)(?:morgen|tomorrow)', (today) => () => addDays(today, 1)),
  form(
    String.raw`(?:(?<weekday>${wholeDay})\s+)?(?:over|binnen|in|within)\s+(?<count>\d{1,2}|${oneOf(numbers)})\s+(?<unit>dag|dagen|days?|week|weken|weeks|maand|maanden|months?)`,
    (today) => (groups) => later(today, groups),
  ),
  form(
    String.raw`(?:(?<next>volgende(?:\s+week)?|next(?:\s+week)?)\s+|(?:komende|aanstaande|deze|this|coming)\s+)?(?<day>${wholeDay})`,
    (today) => (groups) => onWeekday(today, groups),
  ),
  form(
    String.raw`(?:${leads})\s+(?<day>${shortDay})\.?`,
    (today) => (groups) => onWeekday(today, groups),
    { before: notEvery, after: after + atEnd },
  ),
  form(
    String.raw`(?<!(?:en|of|and|or|to|te)\s+)(?<day>${plainShortDay})\.?`,
    (today) => (groups) => onWeekday(today, groups),
    { before: notEvery, after: after + atEnd },
  ),
  form(
    String.raw`${ofWeek}(?<day>\d{1,2})(?:st|nd|rd|th|e)?\s+(?:of\s+)?(?<month>${month})\.?${year}`,
    (today) => (groups) => onDay(today, groups),
  ),
  form(
    String.raw`${ofWeek}(?<!\d(?:st|nd|rd|th|e)?\s+(?:of\s+)?)(?<month>${month})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?(?!\s*(?:[:.]\d|uur|u\b))${year}`,
    (today) => (groups) => onDay(today, groups),
  ),
  form(
    String.raw`(?:(?:${leads})\s+|(?<weekday>${wholeDay}|${shortDay})\.?,?\s+)(?!24/7)(?<day>\d{1,2})[-/](?<month>\d{1,2})(?:[-/](?<year>\d{4}|\d{2}))?`,
    (today) => (groups) => onDay(today, groups),
    { before, after: String.raw`(?![\p{L}\p{N}/-])${atEnd}` },
  ),
  form(
    String.raw`(?<day>\d{1,2})[-/](?<month>\d{1,2})[-/](?<year>\d{4}|\d{2})`,
    (today) => (groups) => onDay(today, groups),
  ),
  form(
    String.raw`(?!24/7)(?<day>\d{1,2})[-/](?<month>\d{1,2})`,
    (today) => (groups) => maybeOn(today, groups),
    {
      // "Artikel 5-3", "fase 1/2", "kinderen van 3-5": a number of something.
      before: String.raw`(?<![\p{L}\p{N}/-])(?<!(?:art|artikel|fase|phase|van|nr|nummer|number|groep|kamer|deel|lid|tussen|of|or|between|room|group|part)\.?\s+)`,
      after: String.raw`(?![\p{L}\p{N}/-])${atEnd}`,
    },
  ),
  form(
    String.raw`(?<date>\d{4}-\d{2}-\d{2})`,
    (today) =>
      ({ date }) =>
        isLocalDate(date) ? notPast(today, date) : { why: 'NO_SUCH_DAY' },
  ),
];

/** The last day in the text; of two that end together the longer one. Nothing when no day stands in it. */
export function findDay(text: string, today: LocalDate): DayInText | undefined {
  const found = forms.flatMap(({ pattern, read }) => {
    const reader = read(today);
    return [...text.matchAll(pattern)].flatMap((match): DayInText[] => {
      const understood = reader(match.groups ?? {});
      if (understood === undefined) return [];
      const span = { from: match.index, to: match.index + match[0].length };
      return typeof understood === 'string'
        ? [{ kind: 'DAY', date: understood, ...span }]
        : [{ kind: 'DOUBT', written: match[0].trim(), ...understood, ...span }];
    });
  });
  return found.sort((a, b) => b.to - a.to || a.from - b.from)[0];
}

function placeIn(words: readonly (readonly string[])[], word: string | undefined): number {
  const lower = word?.toLowerCase() ?? '';
  return words.findIndex((names) => names.includes(lower)) + 1;
}

function notPast(today: LocalDate, date: LocalDate): Understood {
  return date < today ? { why: 'PAST', date } : date;
}

/** "Dinsdag over een week" is the Tuesday after the next one; without a weekday it is counted from today. */
function later(today: LocalDate, { weekday: named, count, unit = '' }: Groups): Understood {
  const amount = Number(count) || placeIn(numbers, count);
  if (amount === 0) return undefined;
  const isWeeks = /^w/i.test(unit);
  if (named !== undefined) {
    const first = isWeeks ? onWeekday(today, { day: named }) : undefined;
    return first && addDays(first, amount * daysPerWeek);
  }
  if (/^m/i.test(unit)) return addMonths(today, amount);
  return addDays(today, isWeeks ? amount * daysPerWeek : amount);
}

/** The next one after today; "volgende" is the one of next week. */
function onWeekday(today: LocalDate, { day, next }: Groups): LocalDate | undefined {
  const wanted = placeIn(weekdays, day);
  if (wanted === 0) return undefined;
  const monday = addDays(today, 1 - weekday(today));
  if (next !== undefined) return addDays(monday, daysPerWeek + wanted - 1);
  const thisWeek = addDays(monday, wanted - 1);
  return thisWeek > today ? thisWeek : addDays(thisWeek, daysPerWeek);
}

/** Without a year the first such day from today on, unless its weekday says that the last one is meant. */
function onDay(today: LocalDate, groups: Groups): Understood {
  const { year: written, weekday: named } = groups;
  const inYear = dayInYears(groups);
  const wanted = placeIn(weekdays, named);
  const isOn = (date: LocalDate) => wanted === 0 || weekday(date) === wanted;
  const judged = (date: LocalDate | undefined): Understood => {
    if (date === undefined) return { why: 'NO_SUCH_DAY' };
    return isOn(date) ? notPast(today, date) : { why: 'OTHER_WEEKDAY', date };
  };
  if (written !== undefined)
    return judged(inYear(written.length === 2 ? 2000 + Number(written) : Number(written)));
  const first = partsOf(today).year;
  const years = Array.from({ length: leapSearchYears + 1 }, (_, n) => first + n);
  const coming = years.map(inYear).find((date) => date !== undefined && date >= today);
  const passed = inYear(first) ?? inYear(first - 1);
  const isLast = coming !== undefined && !isOn(coming) && passed !== undefined && isOn(passed);
  return isLast && passed < today ? { why: 'PAST', date: passed } : judged(coming);
}

function maybeOn(today: LocalDate, groups: Groups): Understood {
  const day = onDay(today, groups);
  return typeof day === 'string' ? { why: 'MAYBE', date: day } : undefined;
}

function dayInYears({ day, month: named }: Groups): (year: number) => LocalDate | undefined {
  const monthNumber = placeIn(months, named) || Number(named);
  return (number) => {
    const text = `${number}-${pad(monthNumber)}-${pad(Number(day))}`;
    return isLocalDate(text) ? text : undefined;
  };
}

const pad = (number: number): string => String(number).padStart(2, '0');
