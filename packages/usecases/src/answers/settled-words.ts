import { type HouseholdRole, settledValue } from '@overlegtafel/domain';
import type { Language, Names } from '@overlegtafel/protocol';
import type { MeetingItem } from '../scene/meeting-items.ts';

type ChildRole = Extract<HouseholdRole, 'SON' | 'DAUGHTER' | 'UNBORN_CHILD'>;

const childWords: Readonly<Record<Language, Readonly<Record<ChildRole | 'OTHER', string>>>> = {
  nl: { SON: 'zoon', DAUGHTER: 'dochter', UNBORN_CHILD: 'ongeboren kind', OTHER: 'kind' },
  en: { SON: 'son', DAUGHTER: 'daughter', UNBORN_CHILD: 'unborn child', OTHER: 'child' },
};

/** How items, children and actions are called in sentences: by alias, by role and age, by their words. */
export function settledWords(
  items: readonly Pick<MeetingItem, 'item' | 'household' | 'card'>[],
  language: Language,
): Pick<Names, 'item' | 'child' | 'action'> {
  const of = new Map(items.map((one) => [one.item.id, one]));
  return {
    item: (id) => of.get(id)?.household.alias,
    child: (id, child) => {
      const known = of.get(id)?.household.household.find((one) => one.id === child);
      if (!known) return undefined;
      const word = childWords[language][isChildRole(known.role) ? known.role : 'OTHER'];
      return known.ageYears === undefined ? word : `${word} (${known.ageYears})`;
    },
    action: (id, action) => {
      const known = of.get(id)?.card?.actions.find((one) => one.id === action);
      return known && settledValue(known.words);
    },
  };
}

function isChildRole(role: HouseholdRole): role is ChildRole {
  return role === 'SON' || role === 'DAUGHTER' || role === 'UNBORN_CHILD';
}
