import { m } from '#lib/paraglide/messages.js';
import type { CaseAnswer } from './case-moments.ts';

type Owner = NonNullable<CaseAnswer['actions'][number]['owner']>;

/** Who was given something, as the table calls them. */
export function ownerWords({ people }: Pick<CaseAnswer, 'people'>, owner: Owner): string {
  if (owner.kind === 'PERSON')
    return people.find(({ id }) => id === owner.person)?.name ?? m.sheet_somebody();
  const member = people.find(({ organisation }) => organisation.id === owner.organisation);
  return member?.organisation.name ?? m.sheet_somebody();
}

/** FB8: who was given the case at one meeting, and who held it for them; undefined when nobody was, or who reads may not know. */
export function turnWords(
  answer: Pick<CaseAnswer, 'people'>,
  { owner, heldBy }: Pick<CaseAnswer['meetings'][number], 'owner' | 'heldBy'>,
): string | undefined {
  if (!owner) return undefined;
  const name = ownerWords(answer, owner);
  if (heldBy === undefined) return m.case_who({ name });
  return m.case_held({ holder: ownerWords(answer, { kind: 'PERSON', person: heldBy }), name });
}

/** Who has the case now; undefined when the reader may not know, or nobody took it yet. */
export function custodyWords(answer: Pick<CaseAnswer, 'people' | 'custody'>): string | undefined {
  const { custody } = answer;
  switch (custody?.kind) {
    case undefined:
      return undefined;
    case 'OWNER':
      return ownerWords(answer, custody.owner);
    case 'HOLDER':
      return ownerWords(answer, { kind: 'PERSON', person: custody.holder });
    case 'BRINGING_PARTY':
      return ownerWords(answer, { kind: 'ORGANISATION', organisation: custody.organisation });
  }
}
