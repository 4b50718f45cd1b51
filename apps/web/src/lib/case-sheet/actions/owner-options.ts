import type { OrganisationId, Owner, PersonId } from '@overlegtafel/domain';

/** Somebody who can be given an action or a case. */
export interface SheetPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly organisation: OrganisationId;
  /** The code of the municipality that they work for; absent for the whole region. */
  readonly municipality?: string | undefined;
}

/** An organisation whose duty contact can be given one, without a person being named. */
export interface SheetOrganisation {
  readonly id: OrganisationId;
  readonly name: string;
  readonly municipality?: string | undefined;
}

/** An owner to choose, as people call them. */
export interface OwnerOption {
  readonly owner: Owner;
  readonly name: string;
  /** The name, with the organisation where others have the same name. */
  readonly label: string;
  /** Whether they work for the municipality of the case. */
  readonly isLocal: boolean;
  /** Whose colour the mark has. */
  readonly organisation: OrganisationId;
}

/**
 * All owners there are to choose from: the people first.
 *
 * @param municipality the code of that of the case
 */
export function ownerOptions(
  people: readonly SheetPerson[],
  organisations: readonly SheetOrganisation[],
  municipality?: string,
): readonly OwnerOption[] {
  const isLocal = (theirs: string | undefined) =>
    municipality !== undefined && theirs === municipality;
  const organisationName = new Map(organisations.map(({ id, name }) => [id, name]));
  const options = [
    ...people.map(({ id, name, organisation, municipality: theirs }): OwnerOption => ({
      owner: { kind: 'PERSON', person: id },
      ...{ name, organisation, label: name },
      isLocal: isLocal(theirs),
    })),
    ...organisations.map(({ id, name, municipality: theirs }): OwnerOption => ({
      owner: { kind: 'ORGANISATION', organisation: id },
      ...{ name, organisation: id, label: name },
      isLocal: isLocal(theirs),
    })),
  ];
  return options.map((option) => {
    const of = organisationName.get(option.organisation);
    const isOnly = namesakes(option.name, options).length === 1;
    return isOnly || of === undefined ? option : { ...option, label: `${option.name}, ${of}` };
  });
}

/** Everybody who is called exactly so. */
export function namesakes(name: string, options: readonly OwnerOption[]): readonly OwnerOption[] {
  return options.filter((option) => fold(option.name) === fold(name));
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
 * an organisation that fits as well stands for it. CS25: of several that fit, those of the case's municipality.
 */
export function bestOwners(query: string, options: readonly OwnerOption[]): readonly OwnerOption[] {
  const found = ranked(query, options);
  const best = found.filter(({ rank }) => rank === found[0]?.rank).map(({ option }) => option);
  const local = best.filter(({ isLocal }) => isLocal);
  const near = local.length > 0 ? local : best;
  const represented = new Set(
    near.flatMap(({ owner, organisation }) => (owner.kind === 'PERSON' ? [organisation] : [])),
  );
  return near.filter(
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
    .sort((a, b) => a.rank - b.rank || Number(b.option.isLocal) - Number(a.option.isLocal));
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
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[’‘ʼ´`]/gu, "'")
    .toLowerCase();
}
