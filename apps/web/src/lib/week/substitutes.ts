import type { ApiAnswer } from '@overlegtafel/protocol/api';

/** Somebody who stands in for another at a table, and until when. */
export interface Substitute {
  readonly name: string;
  readonly until?: string;
}

/** MW22: who stands in for the reader, and for whom the reader stands in. */
export interface Substitutes {
  readonly mine: readonly Substitute[];
  readonly standingInFor: readonly Substitute[];
}

type People = ApiAnswer<'tablePeople'>['people'];
type Membership = Pick<ApiAnswer<'me'>['memberships'][number], 'substituteFor' | 'until'>;

export function substitutesOf(
  me: { readonly id: string; readonly memberships: readonly Membership[] },
  people: People,
): Substitutes {
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name;
  return {
    mine: people
      .filter(({ substituteFor }) => substituteFor === me.id)
      .map(({ name, until }) => named(name, until)),
    standingInFor: me.memberships.flatMap(({ substituteFor, until }) => {
      const name = substituteFor === undefined ? undefined : nameOf(substituteFor);
      return name === undefined ? [] : [named(name, until)];
    }),
  };
}

function named(name: string, until: string | undefined): Substitute {
  return { name, ...(until === undefined ? {} : { until }) };
}
