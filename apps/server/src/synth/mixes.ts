import type { DecisionKind, ReportKind, ReportSource, SafetyLevel } from '@overlegtafel/domain';

/** The size of a region like Zuid-Limburg: 4,000 reports a year over 16 municipalities. */
export const reportsPerYear = 4_000;
export const weeksPerYear = 52;

/** At how many tables they are spread: about 19 cases in a meeting of 90 minutes. */
export const tableNames = ['oefentafel', 'tafel-noord', 'tafel-midden', 'tafel-zuid'] as const;

/** First, repeated and follow-up reports (CBS and Landelijk Netwerk Veilig Thuis, 2023). */
export const kinds: readonly (readonly [ReportKind, number])[] = [
  ['FIRST', 32],
  ['REPEAT', 38],
  ['FOLLOW_UP', 29],
];

/** Who reports: two thirds police and justice. What lies between the published shares is divided evenly. */
export const sources: readonly (readonly [ReportSource, number])[] = [
  ['POLICE', 67],
  ['HEALTH_CARE', 8],
  ['INVOLVED_PERSON', 4],
  ['NEIGHBOURHOOD', 4],
  ['EDUCATION', 4],
  ['YOUTH_CARE', 4],
  ['MENTAL_HEALTH_CARE', 3],
  ['MUNICIPALITY', 3],
  ['SHELTER', 3],
];

/** Assumed: no figures are published of what tables agree. */
export const levels: readonly (readonly [SafetyLevel, number])[] = [
  ['ACUTE', 10],
  ['STRUCTURAL', 35],
  ['MULTI_PROBLEM', 30],
  ['SAFE_ENOUGH', 20],
  ['NOT_ASSESSABLE', 5],
];

/** Assumed, as the levels. */
export const decisions: readonly (readonly [DecisionKind, number])[] = [
  ['HANDOVER', 45],
  ['CONDITIONS_FOLLOWUP', 20],
  ['INVESTIGATION', 12],
  ['DIRECT_INTERVENTION', 8],
  ['RVDK_REQUEST', 5],
  ['CLOSED_BY_VT', 10],
];

/** The words of which reports and decisions are made. All of it is invented. */
export const opening = ['Ruzie', 'Bedreiging', 'Letsel', 'Verwaarlozing', 'Stalking', 'Geschreeuw'];
export const details = [
  'de buren hoorden het',
  'de kinderen waren thuis',
  'er was drank in het spel',
  'er zijn schulden',
  'moeder durft niet naar huis',
  'vader zoekt contact ondanks het verbod',
  'school maakt zich zorgen',
  'de wijkagent kent het gezin',
  'grootmoeder vangt op',
];
export const tasks = [
  'Huisbezoek samen met het wijkteam',
  'Gesprek met de kinderen op school',
  'Veiligheidsplan maken met moeder',
  'Contact met de reclassering over het verbod',
  'Schuldhulp aanvragen',
  'Letsel laten bekijken door de vertrouwensarts',
  'Opvang regelen voor het weekend',
  'Bellen met de huisarts',
  'Traumabehandeling aanmelden',
];
export const trees = ['Abeel', 'Berk', 'Ceder', 'Den', 'Eik', 'Gagel', 'Haagbeuk', 'Jeneverbes'];
