import { readId, type HouseholdRole } from '@overlegtafel/domain';
import type { Involved } from '#lib/case-sheet/sheet-words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ItemAnswer } from '../table-answers.ts';

type Member = ItemAnswer['household'][number];

/** What somebody of a household is to the others. */
export const roleWords: Readonly<Record<HouseholdRole, () => string>> = {
  MOTHER: m.household_mother,
  FATHER: m.household_father,
  PARTNER: m.household_partner,
  EX_PARTNER: m.household_ex_partner,
  SON: m.household_son,
  DAUGHTER: m.household_daughter,
  UNBORN_CHILD: m.household_unborn_child,
  GRANDPARENT: m.household_grandparent,
  OTHER: m.household_other,
};

/** Somebody of the household as the table calls them: "Dochter, 6". */
export function memberWords({ role, ageYears }: Member): string {
  const words = roleWords[role]();
  return ageYears === undefined ? words : `${words}, ${ageYears}`;
}

/** The household as people for whom something can be done. */
export function involvedIn(household: readonly Member[]): readonly Involved[] {
  return household.flatMap((member): Involved[] => {
    const id = readId('InvolvedId', member.id, 'id');
    return id.ok ? [{ id: id.value, label: memberWords(member) }] : [];
  });
}
