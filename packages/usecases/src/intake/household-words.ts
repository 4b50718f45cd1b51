import type { HouseholdRole } from '@overlegtafel/domain';

/** Who somebody of a household is, by a word of it. */
interface Called {
  readonly role: HouseholdRole;
  /** That it is a child, when the word says so and no age does. */
  readonly isChild?: true;
  /** The age that the word itself tells. */
  readonly ageYears?: number;
}

const child = { isChild: true } as const;

/** How people call somebody of a household in a file, in Dutch and in English. */
const called: readonly (readonly [words: readonly string[], Called])[] = [
  [['moeder', 'mama', 'mother'], { role: 'MOTHER' }],
  [['vader', 'papa', 'father'], { role: 'FATHER' }],
  [['partner', 'vriend', 'vriendin', 'echtgenoot', 'echtgenote'], { role: 'PARTNER' }],
  // The partner of a parent of the children.
  [['stiefvader', 'stiefmoeder', 'stepfather', 'stepmother'], { role: 'PARTNER' }],
  [['ex', 'ex-partner', 'ex partner', 'expartner', 'ex-man', 'ex-vrouw'], { role: 'EX_PARTNER' }],
  [['zoon', 'zoontje', 'stiefzoon', 'son'], { role: 'SON', ...child }],
  [['dochter', 'dochtertje', 'stiefdochter', 'daughter'], { role: 'DAUGHTER', ...child }],
  [['ongeboren kind', 'ongeboren', 'unborn child'], { role: 'UNBORN_CHILD', ...child }],
  [
    ['grootouder', 'oma', 'opa', 'grootmoeder', 'grootvader', 'grandparent'],
    { role: 'GRANDPARENT' },
  ],
  [['baby'], { role: 'OTHER', ageYears: 0, ...child }],
  [['kind', 'pleegkind', 'child'], { role: 'OTHER', ...child }],
  [['ander', 'anders', 'pleegvader', 'pleegmoeder', 'oom', 'tante', 'other'], { role: 'OTHER' }],
];
const byWord = new Map(called.flatMap(([words, one]) => words.map((word) => [word, one] as const)));

const adultAge = 18;
const monthsPerYear = 12;
const weeksPerYear = 52;
/** Everybody of a household fits in this; what is longer is no household. */
const longest = 2_000;
/** `31`, `(31)`, `4 jaar`, `8 mnd`, `6 weken`. */
const ageForm =
  /^\(?(?<count>\d{1,3}) ?(?:(?:jaar|jr|j|years?|yrs?|y)|(?<months>maanden|maand|mnd|months?)|(?<weeks>weken|week|wk|weeks))?\.?\)?$/;

/**
 * A household in one field: `moeder 31, stiefvader (35), zoon 8 mnd, baby`. What cannot be read comes back as it stands,
 * so that it is refused in its place. Sons and daughters without an age are taken for children.
 */
export function householdOf(field: string): readonly unknown[] {
  if (field.length > longest) return [{ role: field.slice(0, longest), isChild: false }];
  return field
    .replaceAll(/[^\S\n]+/g, ' ')
    .toLowerCase()
    .split(/[,;|+&/\n]| en | and /)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map(personOf);
}

function personOf(words: string): unknown {
  const figure = words.search(/[\d(]/);
  const who = (figure === -1 ? words : words.slice(0, figure)).trim().replace(/:$/, '');
  const one = byWord.get(who);
  const age = figure === -1 ? one?.ageYears : yearsIn(words.slice(figure));
  const isRead = one && (figure === -1 || age !== undefined);
  if (!isRead) return { role: words, isChild: false };
  const isChild = age === undefined ? one.isChild === true : age < adultAge;
  return { role: one.role, isChild, ...(age === undefined ? {} : { ageYears: age }) };
}

/** An age in whole years, as they are counted: of eight months it is none. */
function yearsIn(text: string): number | undefined {
  const { count, months, weeks } = ageForm.exec(text)?.groups ?? {};
  if (count === undefined) return undefined;
  if (months !== undefined) return Math.floor(Number(count) / monthsPerYear);
  return weeks === undefined ? Number(count) : Math.floor(Number(count) / weeksPerYear);
}
