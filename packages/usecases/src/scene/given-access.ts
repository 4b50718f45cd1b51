import type { Instant, PersonId } from '@overlegtafel/domain';
import type { ItemDeed, ItemDeedContent } from '../deeds/deed.ts';

type ContentOf<K extends ItemDeedContent['kind']> = Extract<ItemDeedContent, { readonly kind: K }>;

/** That something was taken back before its time: by whom, when and why. */
export interface TakenBack {
  readonly by: PersonId;
  readonly at: Instant;
  readonly reason: string;
}

/** An invitation or an emergency access, with how it was taken back. */
export interface GivenAccess<K extends 'INVITED' | 'BROKE_GLASS'> {
  readonly deed: ItemDeed;
  readonly content: ContentOf<K>;
  readonly person: PersonId;
  readonly takenBack?: TakenBack;
}

/** RT125: the invitations among deeds that stand in the order in which they were done, per item. */
export function invitationsIn(deeds: readonly ItemDeed[]): readonly GivenAccess<'INVITED'>[] {
  return deeds.flatMap((deed, place) => {
    const { content } = deed;
    if (content.kind !== 'INVITED') return [];
    const { person } = content;
    return [{ deed, content, person, ...takenBack(deeds, place, person, 'INVITATION_WITHDRAWN') }];
  });
}

/** RT126: the emergency accesses among them. */
export function emergenciesIn(deeds: readonly ItemDeed[]): readonly GivenAccess<'BROKE_GLASS'>[] {
  return deeds.flatMap((deed, place) => {
    const { content, by: person } = deed;
    if (content.kind !== 'BROKE_GLASS') return [];
    return [{ deed, content, person, ...takenBack(deeds, place, person, 'GLASS_ENDED') }];
  });
}

/** Those that were not taken back. */
export function standing<T extends { readonly takenBack?: TakenBack }>(all: readonly T[]): T[] {
  return all.filter((one) => one.takenBack === undefined);
}

function takenBack(
  deeds: readonly ItemDeed[],
  place: number,
  person: PersonId,
  kind: 'INVITATION_WITHDRAWN' | 'GLASS_ENDED',
): { readonly takenBack?: TakenBack } {
  const item = deeds[place]?.item;
  for (const deed of deeds.slice(place + 1)) {
    const { content, by, at } = deed;
    if (deed.item === item && content.kind === kind && content.person === person)
      return { takenBack: { by, at, reason: content.reason } };
  }
  return {};
}
