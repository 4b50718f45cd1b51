import type { Parsed } from '@overlegtafel/domain';
import type { ApiBody } from '@overlegtafel/protocol/api';
import {
  endMembership,
  endSessions,
  giveMembership,
  type GiveMembership,
  readAccounts,
  type World,
} from '@overlegtafel/usecases';
import type { SessionDesk } from '../../identity/session.ts';
import { bind, type BoundCall } from '../contract/bound-call.ts';
import { idOf, mistakesIn, momentOf } from './read-values.ts';

/** What the calls about accounts need. */
export interface AccountParts {
  readonly world: World;
  readonly sessions: Pick<SessionDesk, 'endAllOf'>;
  /** Who signs people in; absent at a practice table. */
  readonly issuer: string | undefined;
  readonly now: () => number;
}

/** Who belongs to a table, and putting somebody out. */
export function accountCalls({ world, sessions, issuer, now }: AccountParts): readonly BoundCall[] {
  return [
    bind('accounts', ({ params, caller }) => readAccounts(params, caller, world)),
    bind('giveMembership', ({ params: { table }, body, caller }) => {
      const read = readMembership(body, issuer);
      return read.ok ? giveMembership({ table, ...read.value }, caller, world) : mistakesIn(read);
    }),
    bind('endMembership', ({ params, body, caller }) => {
      const until = body?.until === undefined ? undefined : momentOf(body.until, 'until');
      if (until && !until.ok) return mistakesIn(until);
      return endMembership({ ...params, until: until?.value }, caller, world);
    }),
    bind('endSessions', ({ params, caller }) =>
      endSessions({ ...params, end: (person) => sessions.endAllOf(person, now()) }, caller, world),
    ),
  ];
}

/** What stands in the body, with moments and ids as the use case knows them. */
function readMembership(
  body: ApiBody<'giveMembership'>,
  issuer: string | undefined,
): Parsed<Omit<GiveMembership, 'table'>> {
  const [from, until] = [optional(body.from, 'from'), optional(body.until, 'until')];
  if (!from.ok) return from;
  if (!until.ok) return until;
  const { person, organisation, role, municipality, discipline, substituteFor } = body;
  const known = person.kind === 'KNOWN';
  const value = {
    person: known
      ? { kind: 'KNOWN' as const, id: idOf('PersonId', person.id) }
      : { ...person, issuer },
    organisation: idOf('OrganisationId', organisation),
    role,
    municipality,
    discipline,
    from: from.value,
    until: until.value,
    substituteFor: substituteFor === undefined ? undefined : idOf('PersonId', substituteFor),
  };
  return { ok: true, value };
}

function optional(text: string | undefined, path: string) {
  return text === undefined ? ({ ok: true, value: undefined } as const) : momentOf(text, path);
}
