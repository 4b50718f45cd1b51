import type { ItemField, ItemState, SafetyLevel } from '@overlegtafel/domain';

/** What is planted in a case so that its bytes are known wherever they turn up. */
export const plantedFields = [
  'alias',
  'household',
  'report',
  'assessment',
  'proposal',
  'response',
  'ratings',
  'ownRating',
  'dissent',
  'nothingForChild',
  'invitations',
  'recusal',
  'reporterIdentity',
  'confidentialAddress',
  'scratch',
  'facts',
  'worries',
  'strengths',
  'childVoice',
  'decision',
  'actions',
  'conditions',
] as const satisfies readonly ItemField[];
export type PlantedField = (typeof plantedFields)[number];

const letterA = 97;

/** A case of this proof: where it lives, how far it comes, and who has to do with it. */
export interface CaseOf {
  readonly n: number;
  readonly municipality?: string;
  /** How far it comes; AT_TABLE also passes by on the way to DISCUSSED. */
  readonly comesTo: ItemState;
  readonly owner: string;
  readonly actionOwners: readonly string[];
  /** Who tells the reporter what became of it; absent: `vt-worker`. */
  readonly tellsReporter?: string;
  readonly invited: readonly string[];
  readonly recused?: string;
  /** Who breaks the glass to see it. */
  readonly glass?: string;
  readonly isRevealed: boolean;
  readonly level: SafetyLevel;
}

/** A case with the names that the server gave it. */
export interface PlantedCase extends CaseOf {
  readonly item: string;
  readonly caseId: string;
  readonly report: string;
}

/** A word that stands nowhere else: in which case, and in which field of it. Letters only, as an alias has to be. */
export function canary(n: number, field: PlantedField): string {
  return `zq${String.fromCharCode(letterA + n)}x${field.toLowerCase()}q`;
}

/** An alias as the server takes it. */
export function aliasOf(n: number): string {
  const word = canary(n, 'alias');
  return `Casus ${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** All canaries in this text, in whatever case they are written. */
export function canariesIn(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/zq[a-z]x[a-z]+?q/g) ?? []);
}

const towns = ['mijnstad', 'beekdorp', 'grensdorp', undefined] as const;
const states = ['CLOSED', 'WAITING', 'AT_TABLE', 'DISCUSSED'] as const;

const teamOf = {
  mijnstad: 'local-team-mijnstad',
  beekdorp: 'local-team-beekdorp',
  grensdorp: 'local-team-grensdorp',
} as const;

/** Whom each nth case gives something to do, or asks: other numbers meet in other cases. */
function peopleAround(n: number): Pick<CaseOf, 'actionOwners' | 'invited'> {
  const every = (step: number, rest: number, ...ids: string[]) => (n % step === rest ? ids : []);
  return {
    actionOwners: [n % 3 === 0 ? 'police' : 'vt-worker', ...every(5, 1, 'wmo-mijnstad')],
    invited: [
      ...every(2, 1, 'mental-health'),
      ...every(3, 1, 'registry-mijnstad', 'police'),
      ...every(4, 2, 'mda-coordinator', 'wmo-mijnstad'),
    ],
  };
}

const apart: Readonly<Record<number, Pick<CaseOf, 'recused' | 'glass'>>> = {
  2: { recused: 'behavioural-scientist' },
  5: { recused: 'mental-health' },
  10: { recused: 'behavioural-scientist' },
  14: { glass: 'local-team-beekdorp' },
};

/** Sixteen cases: every municipality and none, in every state, with other people around each. */
export const canaryCases: readonly CaseOf[] = states.flatMap((comesTo, row) =>
  towns.map((town, column): CaseOf => {
    const n = row * towns.length + column;
    const team = town === undefined ? 'police' : teamOf[town];
    return {
      n,
      comesTo,
      ...(town === undefined ? {} : { municipality: town }),
      owner: n % 2 === 0 ? 'vt-worker' : team,
      ...peopleAround(n),
      ...apart[n],
      isRevealed: comesTo !== 'WAITING' && n % 2 === 0,
      level: comesTo === 'CLOSED' ? 'SAFE_ENOUGH' : 'STRUCTURAL',
    };
  }),
);
