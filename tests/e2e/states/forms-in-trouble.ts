import type { Page } from 'playwright-core';
import type { Places } from './screens-in-trouble.ts';

/** Something that somebody fills in and sends, on a screen. */
export interface Filling {
  readonly screen: string;
  readonly as: string;
  readonly path: (at: Places) => string;
  /** What has to be opened before it is there. */
  readonly unfold?: string;
  /** What goes in, by its label. */
  readonly fields: Readonly<Record<string, string>>;
  /** A choice that has to be made too: its label, and what is chosen. */
  readonly choose?: Readonly<Record<string, string>>;
  /** A radio button that has to be on. */
  readonly mark?: string;
  readonly send: string;
  /** At the table nothing of a case is shown to who is signed out: then their own words are there to copy. */
  readonly isAtTable?: true;
}

const words = 'Moeder belt morgen zelf met school.';
const day = '2027-01-12';

/** What people fill in away from the shared documents: those keep what was written themselves. */
export const fillings: readonly Filling[] = [
  {
    screen: 'my week',
    as: 'local-team-beekdorp',
    path: () => '/',
    unfold: 'Meer tijd',
    fields: { 'Tot wanneer?': day, 'Waarom heb je meer tijd nodig?': words },
    send: 'Vraag meer tijd',
  },
  {
    screen: 'preparing',
    as: 'vt-worker',
    path: ({ next, item }) => `/tafel/${next}/agenda/${item}`,
    fields: { 'In eigen woorden': words },
    choose: { 'Wat stel je voor?': 'Directe interventie' },
    send: 'Leg het voorstel vast',
  },
  {
    screen: 'intake form',
    as: 'vt-worker',
    path: ({ next }) => `/tafel/${next}/agenda/melding`,
    fields: {
      'Ontvangen op': '2026-11-20',
      Samenvatting: words,
      'Bijnaam van de casus': 'Casus Uil',
    },
    choose: {
      Signaal: 'Melding',
      'Soort melding': 'eerste melding',
      'Bron van de melding': 'Politie',
      'Soort melder': 'Bekend',
      'Wie is dit?': 'Moeder',
    },
    send: 'Neem de melding op',
  },
  {
    screen: 'sealed list',
    as: 'chair',
    path: ({ record }) => `/besluiten/${record}`,
    fields: { 'Wat moet er staan?': words, 'Waarom?': words },
    choose: { 'Over welke casus?': 'Casus Kastanje' },
    send: 'Voeg de correctie toe',
  },
  {
    screen: 'case over the years',
    as: 'vt-worker',
    path: ({ caseId }) => `/casus/${caseId}`,
    unfold: 'Plan een check',
    fields: { 'Wanneer?': day },
    send: 'Plan een check',
  },
  {
    screen: 'requests',
    as: 'privacy-officer',
    path: ({ caseId }) => `/verzoeken?casus=${caseId}`,
    fields: { 'Ontvangen op': '2026-11-02' },
    choose: { 'Wat vraagt deze persoon?': 'Inzage in het dossier' },
    send: 'Neem het verzoek op',
  },
  {
    screen: 'holds of a case',
    as: 'privacy-officer',
    path: ({ caseId }) => `/verzoeken/casus/${caseId}`,
    fields: { 'Waarom mag deze casus nu niet weg?': words },
    send: 'Houd vast',
  },
  {
    screen: 'search',
    as: 'chair',
    path: () => '/casussen',
    fields: { 'Zoek in besluiten': 'school' },
    send: 'Zoek',
  },
  {
    screen: 'weighing',
    as: 'vt-worker',
    path: ({ next, item }) => `/tafel/${next}/${item}/weging`,
    fields: { 'Waarom?': words },
    mark: 'Structureel onveilig',
    send: 'Leg mijn weging vast',
    isAtTable: true,
  },
];

/** Fills it in, without sending it. */
export async function fill(page: Page, { unfold, fields, choose = {}, mark }: Filling) {
  if (unfold !== undefined) await page.locator('main summary', { hasText: unfold }).first().click();
  for (const [label, text] of Object.entries(fields)) await field(page, label).fill(text);
  for (const [label, option] of Object.entries(choose))
    await field(page, label).selectOption({ label: option });
  if (mark !== undefined) await page.getByRole('radio', { name: mark }).click();
}

export function field(page: Page, label: string) {
  return page.locator('main').getByLabel(label, { exact: false }).filter({ visible: true }).first();
}

export function sendButton(page: Page, { send }: Filling) {
  return page
    .locator('main')
    .getByRole('button', { name: send, exact: true })
    .filter({ visible: true })
    .first();
}
