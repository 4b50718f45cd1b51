import {
  type Blocker,
  type HouseholdPerson,
  type ItemId,
  type PersonId,
  settledValue,
} from '@overlegtafel/domain';
import type { Language, Names } from '@overlegtafel/protocol';
import type { World } from '@overlegtafel/usecases';

/**
 * Names for the sentences about what blocks. Whoever gets blockers asked to close the item or the meeting, and so
 * sees all of it.
 */
export async function blockerNames(
  blockers: readonly Blocker[],
  language: Language,
  world: World,
): Promise<Names> {
  const { stores, rooms } = world;
  const ids = [...new Set(blockers.flatMap(itemOf))];
  const items = (await Promise.all(ids.map((id) => stores.item(id)))).filter(
    (one) => one !== undefined,
  );
  const [cases, read, organisations, people] = await Promise.all([
    stores.cases(items.map(({ caseId }) => caseId)),
    rooms.items(ids),
    stores.organisations(),
    stores.people(blockers.flatMap(peopleIn)),
  ]);
  const caseOf = (id: ItemId) => {
    const item = items.find((one) => one.id === id);
    return cases.find((one) => one.id === item?.caseId);
  };
  return {
    item: (id) => caseOf(id)?.alias,
    person: (id) => people.find((one) => one.id === id)?.name,
    organisation: (id) => organisations.find((one) => one.id === id)?.name,
    child: (item, id) =>
      childWords(
        caseOf(item)?.household.find((one) => one.id === id),
        language,
      ),
    action: (item, id) => {
      const action = read.get(item)?.reading.actions.find((one) => one.id === id);
      return action && settledValue(action.words);
    },
  };
}

function itemOf(blocker: Blocker): readonly ItemId[] {
  return 'item' in blocker && blocker.item !== undefined ? [blocker.item] : [];
}

/** Everybody whom a blocker names. */
function peopleIn(blocker: Blocker): readonly PersonId[] {
  const owner = 'owner' in blocker ? blocker.owner : undefined;
  return [
    ...('saidBy' in blocker ? [blocker.saidBy] : []),
    ...('confirmedBy' in blocker ? [blocker.confirmedBy] : []),
    ...('holder' in blocker ? [blocker.holder] : []),
    ...('by' in blocker ? [blocker.by] : []),
    ...(owner?.kind === 'PERSON' ? [owner.person] : []),
  ];
}

const child: Readonly<Record<Language, string>> = { nl: 'kind', en: 'child' };

/** By age: names of children stand nowhere. Without one the sentence speaks of a child. */
function childWords(person: HouseholdPerson | undefined, language: Language): string | undefined {
  return person?.ageYears === undefined ? undefined : `${child[language]} (${person.ageYears})`;
}
