import { type DayMistakeKind, isLocalDate, weekday, weekdayNames } from '@overlegtafel/domain';
import type { Language } from '../blocker-sentences/sentence.ts';
import { capital, dayInWords, placeOf } from '../day-in-words.ts';

/** What was understood of a day or a moment that is refused, in words. */
interface Understood {
  /** `31 februari 2026`. */
  readonly day: string;
  /** The same, with the clock when there was one: `02:30 op 25 oktober 2026`. */
  readonly moment: string;
  /** `donderdag`; of a day that exists. */
  readonly weekday: string;
  /** The figure of a month that no year has. */
  readonly noMonth?: number;
}

type Sentence = (name: string, understood: Understood) => string;

const sentences: Readonly<Record<Language, Readonly<Record<DayMistakeKind, Sentence>>>> = {
  nl: {
    NOT_A_DAY: (name) =>
      `${name} kunnen we niet lezen. Schrijf dag, maand en jaar, zoals 24-11-2026.`,
    NOT_A_MOMENT: (name) =>
      `${name} kunnen we niet lezen. Schrijf eerst de dag en dan de tijd, zoals 24-11-2026 10:15.`,
    NO_SUCH_DAY: (name, { day, noMonth }) =>
      noMonth === undefined
        ? `${name}: ${day} bestaat niet. Kijk de datum na.`
        : `${name}: maand ${noMonth} bestaat niet. Schrijf eerst de dag en dan de maand, zoals 24-11-2026.`,
    NO_SUCH_TIME: (name, { moment }) => `${name}: ${moment} bestaat niet. Kijk de tijd na.`,
    OTHER_WEEKDAY: (name, { day, weekday }) =>
      `${name}: ${day} is een ${weekday}. Kijk de datum na.`,
    CLOCK_SKIPPED: (name, { moment }) =>
      `${name}: ${moment} bestaat niet, want de klok ging toen een uur vooruit. Kijk de tijd na.`,
    CLOCK_TWICE: (name, { moment }) =>
      `${name}: ${moment} was er twee keer, want de klok ging toen een uur terug. Schrijf er zomertijd achter voor de eerste keer, of wintertijd voor de tweede.`,
    TOO_LONG_AGO: (name, { day }) => `${name}: ${day} is te lang geleden. Kijk het jaar na.`,
    TOO_FAR_AHEAD: (name, { day }) => `${name}: ${day} is te ver weg. Kijk het jaar na.`,
    IN_FUTURE: (name, { moment }) => `${name}: ${moment} moet nog komen. Kijk de datum na.`,
    IN_PAST: (name, { day }) => `${name}: ${day} is al geweest. Kies een latere dag.`,
    IS_TODAY: (name, { day }) => `${name}: ${day} is vandaag. Kies een latere dag.`,
  },
  en: {
    NOT_A_DAY: (name) =>
      `${name} cannot be read. Write the day, the month and the year, such as 24-11-2026.`,
    NOT_A_MOMENT: (name) =>
      `${name} cannot be read. Write the day and then the time, such as 24-11-2026 10:15.`,
    NO_SUCH_DAY: (name, { day, noMonth }) =>
      noMonth === undefined
        ? `${name}: ${day} does not exist. Check the date.`
        : `${name}: there is no month ${noMonth}. Write the day before the month, such as 24-11-2026.`,
    NO_SUCH_TIME: (name, { moment }) => `${name}: ${moment} does not exist. Check the time.`,
    OTHER_WEEKDAY: (name, { day, weekday }) => `${name}: ${day} is a ${weekday}. Check the date.`,
    CLOCK_SKIPPED: (name, { moment }) =>
      `${name}: ${moment} does not exist, because the clocks went forward an hour. Check the time.`,
    CLOCK_TWICE: (name, { moment }) =>
      `${name}: ${moment} came twice, because the clocks went back an hour. Add summer time for the first one, or winter time for the second.`,
    TOO_LONG_AGO: (name, { day }) => `${name}: ${day} is too long ago. Check the year.`,
    TOO_FAR_AHEAD: (name, { day }) => `${name}: ${day} is too far away. Check the year.`,
    IN_FUTURE: (name, { moment }) => `${name}: ${moment} is still to come. Check the date.`,
    IN_PAST: (name, { day }) => `${name}: ${day} has already been. Choose a later day.`,
    IS_TODAY: (name, { day }) => `${name}: ${day} is today. Choose a later day.`,
  },
};

/** When nothing is known of what was understood. */
const unknown: Readonly<Record<Language, Understood>> = {
  nl: { day: 'deze dag', moment: 'dit moment', weekday: 'andere dag' },
  en: { day: 'this day', moment: 'this moment', weekday: 'different day' },
};

const on: Readonly<Record<Language, string>> = { nl: 'op', en: 'on' };

/** The sentence for a day or a moment that is refused, with what was understood of it. */
export function dayMistakeSentence(
  name: string,
  { kind, understood = '' }: { readonly kind: DayMistakeKind; readonly understood?: string },
  language: Language,
): string {
  return sentences[language][kind](name, inWords(understood, language));
}

function inWords(understood: string, language: Language): Understood {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}:\d{2}))?$/.exec(understood);
  if (!found) return unknown[language];
  const [, , month = '', , time] = found;
  const day = dayInWords(understood.slice(0, 10), language);
  if (day === undefined) return { ...unknown[language], noMonth: Number(month) };
  return {
    day,
    moment: time === undefined ? day : `${time} ${on[language]} ${day}`,
    weekday: weekdayIn(understood.slice(0, 10), language),
  };
}

function weekdayIn(text: string, language: Language): string {
  const names = isLocalDate(text) ? weekdayNames[weekday(text) - 1] : undefined;
  const name = names?.[placeOf[language]] ?? unknown[language].weekday;
  return language === 'en' ? capital(name) : name;
}
