import { type HouseholdRole, settledValue } from '@overlegtafel/domain';
import type { Names } from '@overlegtafel/protocol';
import type { MeetingItem } from '../scene/meeting-scene.ts';

const childWords: Readonly<Partial<Record<HouseholdRole, string>>> = {
  SON: 'zoon',
  DAUGHTER: 'dochter',
  UNBORN_CHILD: 'ongeboren kind',
};

/** How items, children and actions are called in sentences: by alias, by role and age, by their words. */
export function settledWords(
  items: readonly Pick<MeetingItem, 'item' | 'household' | 'card'>[],
): Pick<Names, 'item' | 'child' | 'action'> {
  const of = new Map(items.map((one) => [one.item.id, one]));
  return {
    item: (id) => of.get(id)?.household.alias,
    child: (id, child) => {
      const known = of.get(id)?.household.household.find((one) => one.id === child);
      if (!known) return undefined;
      const word = childWords[known.role] ?? 'kind';
      return known.ageYears === undefined ? word : `${word} (${known.ageYears})`;
    },
    action: (id, action) => {
      const known = of.get(id)?.card?.actions.find((one) => one.id === action);
      return known && settledValue(known.words);
    },
  };
}
