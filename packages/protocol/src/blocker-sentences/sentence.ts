import type {
  ActionId,
  BlockerKind,
  BlockerOf,
  InvolvedId,
  ItemId,
  OrganisationId,
  Owner,
  PersonId,
} from '@overlegtafel/domain';

/** The languages that screens and the API speak. Dutch first. */
export const languages = ['nl', 'en'] as const;
export type Language = (typeof languages)[number];

/**
 * How the caller turns ids into words: from the card and the people of the table. Nothing comes back for somebody or
 * something that is not known; the sentence then says so in general words.
 */
export interface Names {
  readonly item: (id: ItemId) => string | undefined;
  readonly person: (id: PersonId) => string | undefined;
  readonly organisation: (id: OrganisationId) => string | undefined;
  /** By role and age, "dochter (3)": names of children do not stand on a card. */
  readonly child: (item: ItemId, id: InvolvedId) => string | undefined;
  /** What the action says. */
  readonly action: (item: ItemId, id: ActionId) => string | undefined;
}

/** What is open, and what to do about it: each one or two plain sentences. */
export interface Sentence {
  readonly open: string;
  readonly todo: string;
}

/** What a language uses where a name is not known. */
export interface Fallbacks {
  readonly item: string;
  readonly person: string;
  readonly organisation: string;
  readonly child: string;
}

/** Names that always say something. */
export interface Words {
  readonly item: (id: ItemId) => string;
  readonly person: (id: PersonId) => string;
  readonly organisation: (id: OrganisationId) => string;
  readonly owner: (owner: Owner) => string;
  readonly child: (item: ItemId, id: InvolvedId) => string;
  /** What the action says; nothing when that is not known. */
  readonly action: (item: ItemId, id: ActionId) => string | undefined;
}

export function wordsOf(names: Names, fallbacks: Fallbacks): Words {
  const person = (id: PersonId) => known(names.person(id)) ?? fallbacks.person;
  const organisation = (id: OrganisationId) =>
    known(names.organisation(id)) ?? fallbacks.organisation;
  return {
    person,
    organisation,
    item: (id) => known(names.item(id)) ?? fallbacks.item,
    owner: (owner) =>
      owner.kind === 'PERSON' ? person(owner.person) : organisation(owner.organisation),
    child: (item, id) => known(names.child(item, id)) ?? fallbacks.child,
    action: (item, id) => known(names.action(item, id)),
  };
}

function known(name: string | undefined): string | undefined {
  return name === undefined || name.trim() === '' ? undefined : name.trim();
}

/** A blocker whose kind the compiler can follow to its sentence. */
export type Told<K extends BlockerKind = BlockerKind> = {
  [P in K]: BlockerOf<P> & { readonly kind: P };
}[K];

/** A sentence for every kind of blocker; one that is missing does not compile. */
export type BlockerSentences = {
  readonly [K in BlockerKind]: (blocker: Told<K>, words: Words) => Sentence;
};

/** Picks the sentence of a blocker. */
export function tell<K extends BlockerKind>(
  sentences: BlockerSentences,
  blocker: Told<K>,
  words: Words,
): Sentence {
  return sentences[blocker.kind](blocker, words);
}

/** "de actie" where nobody knows what it says, "de actie ‘bel de school’" where somebody does. */
export function quoted(general: string, words: string | undefined): string {
  return words === undefined ? general : `${general} ‘${words}’`;
}

/** The first letter as a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
