import type { AgendaPlace, TermStatus, TermUnit } from '@overlegtafel/domain';
import type { Language } from '../language.ts';

/** How a term stands, or that there is none. */
export type SpokenTerm = TermStatus | AgendaPlace['term'];

interface TermWords {
  readonly today: string;
  readonly outside: string;
  readonly noTerm: string;
  /** Less than one whole unit is left, or has passed. */
  readonly almost: Readonly<Record<TermUnit, string>>;
  readonly justLate: Readonly<Record<TermUnit, string>>;
  readonly left: (amount: string) => string;
  readonly late: (amount: string) => string;
  /** For hours that have become days: nobody reads "86 hours". */
  readonly days: string;
  /** One and many of a unit. */
  readonly units: Readonly<Record<TermUnit, readonly [one: string, many: string]>>;
}

const words: Readonly<Record<Language, TermWords>> = {
  nl: {
    today: 'vandaag',
    outside: 'termijn onbekend',
    noTerm: 'geen termijn',
    almost: { WORKING_DAYS: 'vóór de volgende werkdag', HOURS: 'nog minder dan een uur' },
    justLate: { WORKING_DAYS: 'te laat', HOURS: 'net te laat' },
    left: (amount) => `nog ${amount}`,
    late: (amount) => `${amount} te laat`,
    days: 'dagen',
    units: { WORKING_DAYS: ['werkdag', 'werkdagen'], HOURS: ['uur', 'uur'] },
  },
  en: {
    today: 'today',
    outside: 'term unknown',
    noTerm: 'no term',
    almost: { WORKING_DAYS: 'before the next working day', HOURS: 'less than an hour left' },
    justLate: { WORKING_DAYS: 'late', HOURS: 'just late' },
    left: (amount) => `${amount} left`,
    late: (amount) => `${amount} late`,
    days: 'days',
    units: { WORKING_DAYS: ['working day', 'working days'], HOURS: ['hour', 'hours'] },
  },
};

/** How a term stands, in words: "nog 2 werkdagen", "vandaag", "1 werkdag te laat". */
export function termSentence(term: SpokenTerm, language: Language): string {
  const spoken = words[language];
  switch (term.kind) {
    case 'ON_TIME':
      return term.left === 0
        ? spoken.almost[term.unit]
        : spoken.left(amount(term.left, spoken.units[term.unit]));
    case 'LATE':
      return term.by === 0
        ? spoken.justLate[term.unit]
        : spoken.late(amountLate(term.by, term.unit, spoken));
    case 'TODAY':
      return spoken.today;
    case 'OUTSIDE_CALENDAR':
      return spoken.outside;
    case 'NO_TERM':
      return spoken.noTerm;
  }
}

const hoursInDay = 24;

/** From two days on in whole days: how long it is late, in what people count in. */
function amountLate(by: number, unit: TermUnit, { units, days }: TermWords): string {
  if (unit === 'HOURS' && by >= 2 * hoursInDay) return `${Math.floor(by / hoursInDay)} ${days}`;
  return amount(by, units[unit]);
}

function amount(count: number, [one, many]: readonly [one: string, many: string]): string {
  return `${count} ${count === 1 ? one : many}`;
}
