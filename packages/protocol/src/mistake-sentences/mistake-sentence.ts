import type { DayMistakeKind, Mistake, MistakeKind } from '@overlegtafel/domain';
import type { Language } from '../blocker-sentences/sentence.ts';
import { dayMistakeSentence } from './day-mistakes.ts';

type FieldWords = Readonly<Record<string, string>>;

/** Fields that people fill in, as the screen calls them. */
const fields: Readonly<Record<Language, FieldWords>> = {
  nl: {
    words: 'Tekst',
    owner: 'Eigenaar',
    dueDate: 'Termijn',
    forWhom: 'Voor wie',
    phase: 'Fase',
    purpose: 'Doel',
    reason: 'Reden',
    signal: 'Signaal',
    caller: 'Wie belt',
    callee: 'Wie wordt gebeld',
    assessedOn: 'Beoordeeld op',
    chainReference: 'Kenmerk',
    revisitOn: 'Datum om opnieuw te kijken',
    checkOn: 'Datum van de check',
    summary: 'Samenvatting',
    source: 'Bron van de melding',
    kind: 'Soort',
    reporterKind: 'Soort melder',
    receivedAt: 'Ontvangen op',
    household: 'Huishouden',
    role: 'Rol',
    ageYears: 'Leeftijd',
    minutes: 'Minuten',
    isChild: 'Kind',
    whereabouts: 'Verblijfplaats',
    alias: 'Bijnaam van de casus',
    municipality: 'Gemeente',
    organisation: 'Organisatie',
    from: 'Begin',
    until: 'Einde',
    substituteFor: 'Wie wordt vervangen',
    subject: 'Account',
  },
  en: {
    words: 'Text',
    owner: 'Owner',
    dueDate: 'Due date',
    forWhom: 'For whom',
    phase: 'Phase',
    purpose: 'Purpose',
    reason: 'Reason',
    signal: 'Signal',
    caller: 'Who calls',
    callee: 'Who is called',
    assessedOn: 'Assessed on',
    chainReference: 'Reference',
    revisitOn: 'Date to look again',
    checkOn: 'Date of the check',
    summary: 'Summary',
    source: 'Source of the report',
    kind: 'Kind',
    reporterKind: 'Kind of reporter',
    receivedAt: 'Received on',
    household: 'Household',
    role: 'Role',
    ageYears: 'Age',
    minutes: 'Minutes',
    isChild: 'Child',
    whereabouts: 'Whereabouts',
    alias: 'Name of the case',
    municipality: 'Municipality',
    organisation: 'Organisation',
    from: 'Beginning',
    until: 'End',
    substituteFor: 'Who is replaced',
    subject: 'Account',
  },
};

/** What a mistake is about when it is about no field. */
const wholeLine: Readonly<Record<Language, string>> = { nl: 'Deze regel', en: 'This line' };
const unnamed: Readonly<Record<Language, string>> = { nl: 'Dit veld', en: 'This field' };

type PlainKind = Exclude<MistakeKind, DayMistakeKind>;

/** A sentence for every kind of mistake; one that is missing does not compile. */
const sentences: Readonly<Record<Language, Readonly<Record<PlainKind, string>>>> = {
  nl: {
    MISSING: 'is nog niet ingevuld. Vul het in.',
    WRONG_TYPE: 'staat er in een vorm die we niet kunnen lezen. Vul het opnieuw in.',
    UNKNOWN_VALUE: 'heeft een waarde die niet bestaat. Kies er een uit de lijst.',
    UNKNOWN_FIELD: 'kennen we hier niet. Haal het weg.',
    TOO_LONG: 'is te lang. Maak het korter.',
    EMPTY: 'is leeg. Schrijf een paar woorden.',
    OUT_OF_RANGE: 'kan niet kloppen. Kijk het na en vul het opnieuw in.',
    NOT_ALLOWED: 'kan hier niet. Kies iets anders.',
    NOT_A_NUMBER: 'is geen heel getal. Schrijf alleen cijfers, zoals 17.',
    ILLEGIBLE: 'heeft tekens die over elkaar staan. Typ het opnieuw.',
    OPEN_QUOTE: 'heeft een aanhalingsteken dat nergens sluit. Haal het weg, of zet er een bij.',
    NO_HEAD:
      'heeft geen kop die we kennen. Zet op de eerste regel wat er in elke kolom staat, zoals signaal en ontvangen op.',
    TWICE: 'staat er twee keer. Haal er een weg.',
    TOO_MANY_COLUMNS: 'heeft te veel kolommen. Haal weg wat niet nodig is.',
    TOO_MANY_LINES: 'en alles daarna past niet meer in één bestand. Maak er twee bestanden van.',
    NO_COLUMN: 'staat onder geen kop. Haal het weg, of schrijf er een kop boven.',
    ALREADY_KNOWN:
      'kennen we al van een melding die eerder binnenkwam. Neem hem alleen op als het een andere melding is.',
  },
  en: {
    MISSING: 'is not filled in yet. Fill it in.',
    WRONG_TYPE: 'is in a form that we cannot read. Fill it in again.',
    UNKNOWN_VALUE: 'has a value that does not exist. Choose one from the list.',
    UNKNOWN_FIELD: 'is not known here. Remove it.',
    TOO_LONG: 'is too long. Make it shorter.',
    EMPTY: 'is empty. Write a few words.',
    OUT_OF_RANGE: 'cannot be right. Check it and fill it in again.',
    NOT_ALLOWED: 'is not possible here. Choose something else.',
    NOT_A_NUMBER: 'is not a whole number. Write figures only, such as 17.',
    ILLEGIBLE: 'has signs that stand on top of each other. Type it again.',
    OPEN_QUOTE: 'has a quotation mark that is never closed. Remove it, or add one.',
    NO_HEAD:
      'has no headings that we know. Say on the first line what stands in each column, such as signal and received at.',
    TWICE: 'stands there twice. Remove one of them.',
    TOO_MANY_COLUMNS: 'has too many columns. Remove what is not needed.',
    TOO_MANY_LINES: 'and everything after it is too much for one file. Split it in two.',
    NO_COLUMN: 'has no heading above it. Remove it, or add a heading.',
    ALREADY_KNOWN:
      'belongs to a report that came in before. Take it in only if it is a different report.',
  },
};

/** What is refused of a signal is a request for advice: whoever asks stays in charge. */
const adviceRefused: Readonly<Record<Language, string>> = {
  nl: 'Een adviesvraag wordt nooit een casus. Neem hem op als adviesvraag.',
  en: 'A request for advice never becomes a case. Take it in as a request for advice.',
};

/** Where a mistake is and what to do about it. The path is read for its last word that people know; ids are not shown. */
export function mistakeSentence(mistake: Mistake, language: Language): string {
  const { path, kind } = mistake;
  if (kind === 'NOT_ALLOWED' && path.split('.').at(-1) === 'signal') return adviceRefused[language];
  const names = fields[language];
  const known = path.split('.').findLast((word) => Object.hasOwn(names, word));
  const unknown = isAboutFile(kind) && path === '' ? wholeLine : unnamed;
  const name = (known === undefined ? undefined : names[known]) ?? unknown[language];
  return isPlain(kind)
    ? `${name} ${sentences[language][kind]}`
    : dayMistakeSentence(name, { ...mistake, kind }, language);
}

function isAboutFile(kind: MistakeKind): boolean {
  return [
    'OPEN_QUOTE',
    'NO_HEAD',
    'TOO_MANY_COLUMNS',
    'TOO_MANY_LINES',
    'TOO_LONG',
    'WRONG_TYPE',
  ].includes(kind);
}

function isPlain(kind: MistakeKind): kind is PlainKind {
  return Object.hasOwn(sentences.nl, kind);
}
