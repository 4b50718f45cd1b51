import { endMembership, endSessions, readAccounts, type World } from '@overlegtafel/usecases';
import type { SessionDesk } from '../../identity/session.ts';
import { bind, type BoundCall } from '../contract/bound-call.ts';
import { mistakesIn, momentOf } from './read-values.ts';

/** What the calls about accounts need. */
export interface AccountParts {
  readonly world: World;
  readonly sessions: Pick<SessionDesk, 'endAllOf'>;
  readonly now: () => number;
}

/** Who belongs to a table, and putting somebody out. */
export function accountCalls({ world, sessions, now }: AccountParts): readonly BoundCall[] {
  return [
    bind('accounts', ({ params, caller }) => readAccounts(params, caller, world)),
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
