/** What the parts are shown with. Samples and not messages: they are seen by builders only. */
import type { SafetyLevel } from '@overlegtafel/domain';
import type { Moment } from '#lib/look/moment.ts';

export const people = [
  { id: 'police', name: 'Politie JD', organisation: 'politie', isWriting: true },
  { id: 'team', name: 'Wijkteam SM', organisation: 'wijkteam-mijnstad', isWriting: true },
  { id: 'vt', name: 'VT-medewerker LB', organisation: 'veilig-thuis', isMe: true },
  { id: 'director', name: 'Procesregisseur RV', organisation: 'mijnstad' },
  { id: 'chair', name: 'Voorzitter FK', organisation: 'veilig-thuis' },
];

export const steps = [
  { href: '#opening', label: 'Opening', isDone: true },
  { href: '#terugblik', label: 'Terugblik week 47', isDone: true },
  { href: '#casussen', label: 'Casussen', detail: '3 van 12', isCurrent: true },
  { href: '#afronden', label: 'Afronden' },
];

export interface Visit {
  readonly id: string;
  readonly alias: string;
  readonly level: SafetyLevel;
  readonly who: string;
}

export const visits: readonly Visit[] = [
  { id: 'esdoorn', alias: 'Esdoorn', level: 'ACUTE', who: 'VT en politie, vandaag' },
  { id: 'linde', alias: 'Linde', level: 'STRUCTURAL', who: 'VT en wijkteam, do 26 nov' },
  { id: 'berk', alias: 'Berk', level: 'NOT_ASSESSABLE', who: 'nog niemand' },
];

export const moments: readonly Moment[] = [
  {
    key: 'first',
    at: '2023-11-10',
    when: '10 november 2023',
    what: 'Eerste melding, JGZ',
    level: 'MULTI_PROBLEM',
  },
  {
    key: 'decision',
    at: '2025-03-04',
    when: '4 maart 2025',
    what: 'Voorwaarden & Vervolg',
    more: 'Het wijkteam krijgt de regie.',
    href: '#besluit',
    isCurrent: true,
  },
  {
    key: 'monitoring',
    at: '2027-05-04',
    when: '4 mei 2027',
    what: 'Monitoring, 1 jaar',
    icon: 'day',
  },
];
