import type { Owner } from '../model/card.ts';
import type { Instant } from '../model/time.ts';
import { localDateOf, startOfDay } from '../terms/amsterdam.ts';
import { addDays } from '../terms/local-date.ts';
import { type Actor, activeMemberships } from './actor.ts';
import { rightsTable } from './rights-table.ts';
import { hasAmong } from './scope-reach.ts';
import type { ItemFacts } from './things.ts';

/** Something of a case that is somebody's: the case itself, an action, a hold until its owner answers, or a check. */
export interface CaseTask {
  readonly owner: Owner;
  /** When it was done, declined, stopped, taken over or decided otherwise; absent while it is theirs. */
  readonly endedAt?: Instant;
}

/** How long access lasts after the last task of somebody in a case ended, in whole days in Amsterdam. */
export interface TaskAccess {
  readonly daysAfterTask: number;
}

/** After the last task nothing is needed any more. */
export const defaultTaskAccess: TaskAccess = { daysAfterTask: 0 };

/** RT122, RT124: whose tasks give access now: those that are theirs, and those that ended so short ago that it still lasts. */
export function ownersWithAccess(
  tasks: readonly CaseTask[],
  at: Instant,
  { daysAfterTask }: TaskAccess,
): readonly Owner[] {
  return tasks
    .filter(({ endedAt }) => endedAt === undefined || at < lastsUntil(endedAt, daysAfterTask))
    .map(({ owner }) => owner);
}

/** With no days it ends at that moment; else with the end of the last of the days after it. */
function lastsUntil(endedAt: Instant, days: number): Instant {
  return days === 0 ? endedAt : startOfDay(addDays(localDateOf(endedAt), days + 1));
}

const taskRoles = new Set(
  rightsTable.filter(({ scope }) => scope === 'OWN_TASK').map(({ role }) => role),
);

/**
 * Whether what somebody may see of an item depends on their tasks in the rest of its case: they had one in it, and
 * none that is known to be theirs now.
 */
export function dependsOnCase(actor: Actor, facts: ItemFacts): boolean {
  return activeMemberships(actor).some(
    (membership) =>
      taskRoles.has(membership.role) &&
      hasAmong(facts.tasks, membership, actor) &&
      !hasAmong(facts.running, membership, actor),
  );
}
