import type { ApiAnswer } from '@overlegtafel/protocol/api';

export type OpenAction = ApiAnswer<'myWeek'>['actions'][number];

/** Who is looking: an action can be given to a person or to an organisation. */
export interface Reader {
  readonly person: string;
  readonly organisations: readonly string[];
}

/** The signed-in person as a reader. */
export function readerOf({ id, organisation, memberships }: ApiAnswer<'me'>): Reader {
  return {
    person: id,
    organisations: [organisation.id, ...memberships.map((each) => each.organisation)],
  };
}

/** What somebody has to do, in the order in which it asks for them. */
export interface WeekGroups {
  readonly late: readonly OpenAction[];
  readonly waiting: readonly OpenAction[];
  readonly later: readonly OpenAction[];
}

/**
 * MW1, MW2: late first, then what waits for the reader's yes, then the rest; each by day, what has no day at the end.
 * What is finished is not in it.
 */
export function weekGroups(actions: readonly OpenAction[], reader: Reader): WeekGroups {
  const open = actions
    .filter(({ outcome }) => outcome.kind !== 'DONE')
    .sort((a, b) => dayOf(a).localeCompare(dayOf(b)));
  const waits = (action: OpenAction) => waitsForYes(action, reader);
  return {
    waiting: open.filter(waits),
    late: open.filter((action) => !waits(action) && action.workingDaysLate !== undefined),
    later: open.filter((action) => !waits(action) && action.workingDaysLate === undefined),
  };
}

/** MW2: given to the reader or to an organisation of theirs, and without a yes that still counts. */
export function waitsForYes(action: OpenAction, reader: Reader): boolean {
  const { acceptance, outcome } = action;
  if (outcome.kind !== 'NONE' || !isFor(action, reader)) return false;
  if (acceptance.kind === 'NONE') return true;
  return acceptance.kind !== 'DECLINED' && !acceptance.stands;
}

/** Whether the reader can tell what became of it: theirs, or held by them until its owner answers. */
export function isTheirs(action: OpenAction, reader: Reader): boolean {
  const { hold } = action;
  return isFor(action, reader) || (hold?.stands === true && hold.holder === reader.person);
}

function isFor({ owner }: OpenAction, { person, organisations }: Reader): boolean {
  if (owner === undefined) return false;
  return owner.kind === 'PERSON'
    ? owner.person === person
    : organisations.includes(owner.organisation);
}

function dayOf({ dueDate }: OpenAction): string {
  return dueDate ?? '9999';
}
