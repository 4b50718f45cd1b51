import type { ActionPurpose, DecisionKind, RiskFactor, SafetyLevel } from '@overlegtafel/domain';

/** An action that the table agrees. */
export interface PlannedAction {
  readonly purpose?: ActionPurpose;
  readonly words: string;
  readonly owner: string;
  readonly dueInDays: number;
  /** True: for all children of the household. */
  readonly forChildren?: boolean;
}

/** What the table makes of a case, from its answer sheet. */
export interface CasePlan {
  readonly alias: string;
  readonly level: SafetyLevel;
  readonly decision: DecisionKind;
  readonly words: string;
  readonly owner: string;
  readonly visit?: boolean;
  readonly risks: readonly RiskFactor[];
  readonly alarm?: readonly [signal: string, caller: string, callee: string];
  readonly actions: readonly PlannedAction[];
}

function act(words: string, owner: string, dueInDays: number): PlannedAction {
  return { words, owner, dueInDays };
}
function child(words: string, owner: string, dueInDays: number): PlannedAction {
  return { words, owner, dueInDays, forChildren: true };
}

const vt = 'vt-worker';
const team = 'local-team-mijnstad';
const teamB = 'local-team-beekdorp';
const director = 'process-director';
const directorG = 'process-director-gd';
const scientist = 'behavioural-scientist';

type Row = readonly [
  alias: string,
  level: SafetyLevel,
  decision: DecisionKind,
  words: string,
  owner: string,
  actions: readonly PlannedAction[],
  alarm?: CasePlan['alarm'],
];

const rows: readonly Row[] = [
  [
    'Esdoorn',
    'ACUTE',
    'DIRECT_INTERVENTION',
    'Directe interventie, huisverbod van tien dagen.',
    vt,
    [
      act('Moeder apart spreken', vt, 0),
      child('Opvang en school', team, 1),
      act('Afspraak op locatie', 'police', 0),
    ],
    ['contact pleger', 'moeder of school', 'politie'],
  ],
  [
    'Linde',
    'STRUCTURAL',
    'INVESTIGATION',
    'Onderzoek.',
    vt,
    [child('Letselduiding', scientist, 1), act('Samen op huisbezoek', teamB, 2)],
    ['nieuw letsel', 'school', 'Veilig Thuis'],
  ],
  [
    'Wilg',
    'STRUCTURAL',
    'HANDOVER',
    'Overdracht naar het Wmo-team.',
    'wmo-mijnstad',
    [act('Bewindvoering verkennen', director, 28)],
    ['zorg mist', 'thuiszorg', 'casusregisseur'],
  ],
  [
    'Berk',
    'NOT_ASSESSABLE',
    'CONDITIONS_FOLLOWUP',
    'Voorwaarden en vervolg.',
    vt,
    [act('Ouders los spreken', vt, 7), child('Kind zelf horen', vt, 14)],
    ['verzuim', 'school', 'Veilig Thuis'],
  ],
  [
    'Vlier',
    'ACUTE',
    'RVDK_REQUEST',
    'Verzoek aan de Raad voorbereiden.',
    vt,
    [child('Verzoek voorbereiden', vt, 0), act('Noodkamer regelen', team, 3)],
    ['gemiste controle', 'verloskundige', 'Veilig Thuis'],
  ],
  [
    'Els',
    'STRUCTURAL',
    'HANDOVER',
    'Overdracht naar het wijkteam.',
    teamB,
    [child('Gezinscoach', teamB, 1)],
    ['geweld', 'moeder', '112'],
  ],
  [
    'Ceder',
    'MULTI_PROBLEM',
    'DEFERRAL',
    'Deze week is er geen plek; het wijkteam kan over twee weken.',
    directorG,
    [
      child('Huisbezoek', directorG, 14),
      { ...act('Check bij de school', vt, 7), purpose: 'INTERIM_CHECK' },
    ],
  ],
  [
    'Beuk',
    'ACUTE',
    'CONDITIONS_FOLLOWUP',
    'Veilig Thuis tot de gemeente vaststaat.',
    vt,
    [
      act('Briefadres', 'registry-mijnstad', 3),
      act('AWARE-knop', 'police', 2),
      child('Opvang volgt zoon', vt, 7),
    ],
    ['ex meldt zich', 'opvang', 'politie'],
  ],
  [
    'Iep',
    'ACUTE',
    'CONDITIONS_FOLLOWUP',
    'Politie mensenhandel vandaag.',
    vt,
    [act('Mensenhandel', 'police', 0), child('Veiligheidsafspraken', vt, 2)],
    ['weglopen', 'instelling', 'politie'],
  ],
  [
    'Hazelaar',
    'STRUCTURAL',
    'CONDITIONS_FOLLOWUP',
    'Voorwaarden en vervolg met crisisplan.',
    vt,
    [child('Traumascreening', vt, 21), act('Steungezin', teamB, 14)],
    ['opname', 'GGZ', 'wijkteam'],
  ],
  [
    'Meidoorn',
    'STRUCTURAL',
    'CONDITIONS_FOLLOWUP',
    'Veilig Thuis is terug aan tafel.',
    team,
    [child('Spreek de dochter', team, 2), act('Nominatie MDA++', vt, 7)],
    ['drank in huis', 'buurvrouw', 'wijkteam'],
  ],
  [
    'Den',
    'ACUTE',
    'INVESTIGATION',
    'Onderzoek met een deskundige.',
    vt,
    [child('Expert eergerelateerd geweld', vt, 0)],
    ['verzuim', 'school', 'Veilig Thuis'],
  ],
  [
    'Olm',
    'SAFE_ENOUGH',
    'CLOSED_BY_VT',
    'Het geweld is gestopt.',
    vt,
    [child('Laatste gesprek', vt, 7)],
  ],
  [
    'Es',
    'MULTI_PROBLEM',
    'CONDITIONS_FOLLOWUP',
    'Veilig Thuis houdt het gezin.',
    vt,
    [child('Jongens spreken', vt, 7)],
  ],
];

const more: readonly Row[] = ['Iris', 'Varen', 'Klaver', 'Brem'].map((alias) => [
  alias,
  'STRUCTURAL',
  'CONDITIONS_FOLLOWUP',
  'Voorwaarden en vervolg.',
  vt,
  [child('Spreek het kind', team, 3)],
  ['ruzie', 'de buren', 'politie'],
]);

/** The answer sheet: the cases of the practice week, what last week left, and four more reports. */
export const answerSheet: readonly CasePlan[] = [...rows, ...more].map(
  ([alias, level, decision, words, owner, actions, alarm]) => ({
    alias,
    level,
    decision,
    words,
    owner,
    actions,
    risks: ['PARENTING_STRESS'],
    visit: level === 'ACUTE',
    ...(alarm ? { alarm } : {}),
  }),
);

/** The reports that come in besides those of the practice week. */
export const moreReports: readonly string[] = more.map(([alias]) => alias);

export function planOf(alias: string): CasePlan {
  const found = answerSheet.find((plan) => plan.alias === alias);
  if (!found) throw new Error(`no plan of ${alias}`);
  return found;
}
