/** Where the screens of the practice week are. */
export interface Places {
  /** The meeting that is being prepared. */
  readonly next: string;
  /** One without any case. */
  readonly empty: string;
  readonly closed: string;
  /** A case on the agenda of the meeting that is being prepared. */
  readonly item: string;
  readonly caseId: string;
  readonly closedItem: string;
  readonly record: string;
}

/** A screen that cannot do what it is for, what it says about that, and how its reader goes on. */
interface Standstill {
  readonly screen: string;
  readonly state: 'EMPTY' | 'REFUSED' | 'GONE' | 'CLOSED';
  readonly as: string;
  readonly path: (at: Places) => string;
  readonly says: RegExp;
  /** The words of the link or button. */
  readonly next: RegExp;
}

const noSuch = 'aaaaaaaaaaaaaaaaaaaaaaaaaa';
const over = /De tafel is gesloten.*De besluiten liggen vast/s;
const toRecord = /^Open de besluitenlijst$/;
const notThere = /Deze pagina bestaat niet.*Kijk of het adres klopt/s;
const notYours = /Dit is niet voor jou.*Vraag het aan wie het wel mag/s;
const onlySafeAtHome = /Alleen Veilig Thuis neemt meldingen op/;
const toStart = /^Naar de startpagina$/;

function empty(at: Omit<Standstill, 'state' | 'as'>): Standstill {
  return { ...at, state: 'EMPTY', as: 'chair' };
}

function closed(screen: string, path: Standstill['path']): Standstill {
  return { screen, state: 'CLOSED', as: 'vt-worker', path, says: over, next: toRecord };
}

function refused(screen: string, as: string, path: Standstill['path']): Standstill {
  return { screen, state: 'REFUSED', as, path, says: notYours, next: toStart };
}

function gone(screen: string, as: string, path: Standstill['path']): Standstill {
  return { screen, state: 'GONE', as, path, says: notThere, next: toStart };
}

/** Every screen in every state in which it opens to something else than its work. */
export const standstills: readonly Standstill[] = [
  {
    screen: 'my week',
    state: 'EMPTY',
    as: 'auditor',
    path: () => '/',
    says: /Je hebt geen open acties.*Er is nog geen tafel gepland/s,
    next: /^Zoek in eerdere besluiten$/,
  },
  empty({
    screen: 'agenda',
    path: ({ empty: id }) => `/tafel/${id}`,
    says: /Er staan nog geen casussen op de agenda/,
    next: /^Zet op de agenda|^Open de tafel$/,
  }),
  empty({
    screen: 'triage',
    path: ({ empty: id }) => `/tafel/${id}/triage`,
    says: /Er staan geen casussen op de agenda/,
    next: /^Terug naar de agenda$/,
  }),
  empty({
    screen: 'closing',
    path: ({ empty: id }) => `/tafel/${id}/afronden`,
    says: /Tafel afronden/,
    next: /^Triagebord$/,
  }),
  empty({
    screen: 'follow-up',
    path: ({ empty: id }) => `/tafel/${id}/terugblik`,
    says: /Terugblik/,
    next: /^Terug naar de agenda$/,
  }),
  empty({
    screen: 'projector',
    path: ({ empty: id }) => `/tafel/${id}/scherm`,
    says: /De tafel begint zo/,
    next: /Scherm afdekken/,
  }),
  {
    screen: 'log',
    state: 'EMPTY',
    as: 'privacy-officer',
    path: () => '/logboek/persoon/debt-help',
    says: /Hier staan geen regels/,
    next: /^Terug naar het logboek$/,
  },
  {
    screen: 'search',
    state: 'EMPTY',
    as: 'policy-officer',
    path: () => '/casussen',
    says: /Er staan nu geen casussen voor je op de agenda/,
    next: /^Zoek$/,
  },
  ...(['melding', 'bestand'] as const).map((form): Standstill => ({
    screen: form === 'melding' ? 'intake form' : 'CSV',
    state: 'REFUSED',
    as: 'police',
    path: ({ next }) => `/tafel/${next}/agenda/${form}`,
    says: onlySafeAtHome,
    next: /^Terug naar de agenda$/,
  })),
  refused('agenda', 'policy-officer', ({ next }) => `/tafel/${next}`),
  refused('participants', 'privacy-officer', ({ next }) => `/tafel/${next}/deelnemers`),
  refused('triage', 'policy-officer', ({ next }) => `/tafel/${next}/triage`),
  refused('closing', 'policy-officer', ({ next }) => `/tafel/${next}/afronden`),
  refused('projector', 'policy-officer', ({ next }) => `/tafel/${next}/scherm`),
  refused('sealed lists', 'policy-officer', () => '/besluiten'),
  {
    screen: 'log',
    state: 'REFUSED',
    as: 'chair',
    path: () => '/logboek',
    says: /Alleen de privacyfunctionaris kan hier kijken/,
    next: /^Naar mijn week$/,
  },
  {
    screen: 'requests',
    state: 'REFUSED',
    as: 'chair',
    path: () => '/verzoeken',
    says: /Alleen de privacyfunctionaris en Veilig Thuis zien deze verzoeken/,
    next: /^Naar mijn week$/,
  },
  gone('holds of a case', 'chair', ({ caseId }) => `/verzoeken/casus/${caseId}`),
  gone('case at the table', 'local-team-grensdorp', ({ next, item }) => `/tafel/${next}/${item}`),
  gone('weighing', 'local-team-grensdorp', ({ next, item }) => `/tafel/${next}/${item}/weging`),
  gone('preparing', 'local-team-grensdorp', (at) => `/tafel/${at.next}/agenda/${at.item}`),
  gone('case over the years', 'local-team-grensdorp', ({ caseId }) => `/casus/${caseId}`),
  gone('sealed list', 'chair', () => `/besluiten/${noSuch}`),
  gone('agenda', 'chair', () => `/tafel/${noSuch}`),
  gone('case at the table', 'chair', ({ next }) => `/tafel/${next}/${noSuch}`),
  gone('projector', 'chair', () => `/tafel/${noSuch}/scherm`),
  gone('log', 'privacy-officer', () => `/logboek/casus/${noSuch}`),
  closed('opening', ({ closed: id }) => `/tafel/${id}`),
  closed('intake form', ({ closed: id }) => `/tafel/${id}/agenda/melding`),
  closed('CSV', ({ closed: id }) => `/tafel/${id}/agenda/bestand`),
  closed('participants', ({ closed: id }) => `/tafel/${id}/deelnemers`),
  closed('triage', ({ closed: id }) => `/tafel/${id}/triage`),
  closed('closing', ({ closed: id }) => `/tafel/${id}/afronden`),
  closed('follow-up', ({ closed: id }) => `/tafel/${id}/terugblik`),
  closed('case at the table', (at) => `/tafel/${at.closed}/${at.closedItem}`),
  closed('weighing', (at) => `/tafel/${at.closed}/${at.closedItem}/weging`),
  closed('preparing', (at) => `/tafel/${at.closed}/agenda/${at.closedItem}`),
  {
    screen: 'projector',
    state: 'CLOSED',
    as: 'chair',
    path: ({ closed: id }) => `/tafel/${id}/scherm`,
    says: /De tafel is gesloten en verzegeld/,
    next: /Scherm afdekken/,
  },
];
