import type { OrganisationId, Owner, PersonId } from '@overlegtafel/domain';

/** Somebody who can be given an action or a case. */
export interface SheetPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly organisation: OrganisationId;
}

/** An organisation whose duty contact can be given one, without a person being named. */
export interface SheetOrganisation {
  readonly id: OrganisationId;
  readonly name: string;
}

/** An owner to choose, as people call them. */
export interface OwnerOption {
  readonly owner: Owner;
  readonly name: string;
  /** Whose colour the mark has. */
  readonly organisation: OrganisationId;
}

/** All owners there are to choose from: the people first. */
export function ownerOptions(
  people: readonly SheetPerson[],
  organisations: readonly SheetOrganisation[],
): readonly OwnerOption[] {
  return [
    ...people.map(({ id, name, organisation }): OwnerOption => ({
      owner: { kind: 'PERSON', person: id },
      name,
      organisation,
    })),
    ...organisations.map(({ id, name }): OwnerOption => ({
      owner: { kind: 'ORGANISATION', organisation: id },
      name,
      organisation: id,
    })),
  ];
}

/** One text for each owner, to tell them apart in a list. */
export function ownerKey(owner: Owner): string {
  return owner.kind === 'PERSON' ? `p:${owner.person}` : `o:${owner.organisation}`;
}

export function optionOf(owner: Owner, options: readonly OwnerOption[]): OwnerOption | undefined {
  const key = ownerKey(owner);
  return options.find((option) => ownerKey(option.owner) === key);
}

/** Who is meant by a few letters, the best first: the whole name, its beginning, the beginning of a word in it. */
export function matchOwners(
  query: string,
  options: readonly OwnerOption[],
): readonly OwnerOption[] {
  return ranked(query, options).map(({ option }) => option);
}

/**
 * CS23: those who fit best; more than one when the letters do not tell them apart. Somebody at the table who works for
 * an organisation that fits as well stands for it.
 */
export function bestOwners(query: string, options: readonly OwnerOption[]): readonly OwnerOption[] {
  const found = ranked(query, options);
  const best = found.filter(({ rank }) => rank === found[0]?.rank).map(({ option }) => option);
  const represented = new Set(
    best.flatMap(({ owner, organisation }) => (owner.kind === 'PERSON' ? [organisation] : [])),
  );
  return best.filter(
    ({ owner }) => owner.kind === 'PERSON' || !represented.has(owner.organisation),
  );
}

interface Ranked {
  readonly option: OwnerOption;
  readonly rank: number;
}

function ranked(query: string, options: readonly OwnerOption[]): readonly Ranked[] {
  const asked = fold(query);
  return options
    .flatMap((option): Ranked[] => {
      const rank = rankOf(asked, fold(option.name));
      return rank === undefined ? [] : [{ option, rank }];
    })
    .sort((a, b) => a.rank - b.rank);
}

function rankOf(asked: string, name: string): number | undefined {
  if (name === asked) return 0;
  const words = name.split(/[\s-]+/);
  if (words.includes(asked)) return 1;
  if (name.startsWith(asked)) return 2;
  return words.some((word) => word.startsWith(asked)) ? 3 : undefined;
}

/** Letters without marks and capitals, so that "andre" finds "André". */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
