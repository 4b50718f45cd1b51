import type { HouseholdRole } from '@overlegtafel/domain';

/** How people call somebody of a household in a file, in Dutch and in English. */
const roleWords: Readonly<Record<string, HouseholdRole>> = {
  moeder: 'MOTHER',
  mother: 'MOTHER',
  vader: 'FATHER',
  father: 'FATHER',
  partner: 'PARTNER',
  vriend: 'PARTNER',
  vriendin: 'PARTNER',
  ex: 'EX_PARTNER',
  'ex-partner': 'EX_PARTNER',
  zoon: 'SON',
  son: 'SON',
  dochter: 'DAUGHTER',
  daughter: 'DAUGHTER',
  'ongeboren kind': 'UNBORN_CHILD',
  'unborn child': 'UNBORN_CHILD',
  grootouder: 'GRANDPARENT',
  oma: 'GRANDPARENT',
  opa: 'GRANDPARENT',
  grandparent: 'GRANDPARENT',
  ander: 'OTHER',
  anders: 'OTHER',
  other: 'OTHER',
};

const adultAge = 18;
/** `dochter 6`, `moeder`, `ongeboren kind`: who it is, perhaps with an age in whole years. */
const form = /^([\p{L} -]*?)(?:\s+(\d{1,3}))?$/u;

/**
 * A household in one field: `moeder 31, partner 35, dochter 6`. What cannot be read comes back as it stands, so that it
 * is refused in its place. Sons and daughters without an age are taken for children.
 */
export function householdOf(field: string): readonly unknown[] {
  return field
    .split(/[,;|+]/)
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '')
    .map(personOf);
}

function personOf(words: string): unknown {
  const [, who = '', age] = form.exec(words) ?? [];
  const role = roleWords[who.trim()] ?? words;
  const ageYears = age === undefined ? undefined : Number(age);
  const isChildRole = role === 'SON' || role === 'DAUGHTER' || role === 'UNBORN_CHILD';
  const isChild = ageYears === undefined ? isChildRole : ageYears < adultAge;
  return { role, isChild, ...(ageYears === undefined ? {} : { ageYears }) };
}
