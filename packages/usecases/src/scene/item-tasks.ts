import {
  type CaseTask,
  type DecisionKind,
  type Instant,
  type Owner,
  settledValue,
} from '@overlegtafel/domain';
import type { ActionReading, ItemReading } from '@overlegtafel/documents';
import type { ItemRow } from '../ports/rows.ts';
import type { AnswerStanding, ItemStanding } from './item-standing.ts';

/** The owner, or each of the values of a disputed one: neither may be shut out by the dispute. */
export function valuesOf(register: ItemReading['registers']['owner']): readonly Owner[] {
  if (register.kind === 'VALUE') return [register.value];
  return register.kind === 'CONFLICT' ? register.values : [];
}

/** The actions that were not withdrawn. */
export function liveActions(reading: ItemReading | undefined): readonly ActionReading[] {
  return (reading?.actions ?? []).filter(({ withdrawn }) => !settledValue(withdrawn));
}

/** RT122: the actions of an item as tasks. `isLeft`: they were agreed, and a no to one means that it is not theirs. */
export function actionTasks(
  actions: readonly Pick<ActionReading, 'id' | 'owner'>[],
  { actions: answers, outcomes }: ItemStanding,
  isLeft: boolean,
): readonly CaseTask[] {
  return actions.flatMap(({ id, owner }) => {
    const outcome = outcomes.get(id);
    const isOver = outcome?.kind === 'DONE' || outcome?.kind === 'STOPPED';
    const over = isOver ? { endedAt: outcome.at } : undefined;
    return tasksOf(valuesOf(owner), answers.get(id), { over, isLeft });
  });
}

interface CaseGiven {
  readonly owners: readonly Owner[];
  readonly decision: DecisionKind | undefined;
  readonly standing: ItemStanding;
}

/**
 * The case itself as a task, as one item left it. Where Veilig Thuis closed the case nobody has it any more, once who
 * was asked has answered: what is still to be done or checked are tasks of their own.
 */
export function caseTasksOf({ owners, decision, standing }: CaseGiven): readonly CaseTask[] {
  const { confirmation, owner: answer } = standing;
  const isOver = decision === 'CLOSED_BY_VT' && confirmation.kind === 'CONFIRMED';
  const isAnswered = answer.acceptance.kind === 'ACCEPTED' || !answer.hold;
  const over = isOver && isAnswered ? { endedAt: confirmation.at } : undefined;
  return tasksOf(owners, answer, { over, isLeft: true });
}

/** The same task, ended by what came after it unless it had ended before. */
export function endedAt(tasks: readonly CaseTask[], at: Instant | undefined): readonly CaseTask[] {
  if (at === undefined) return tasks;
  return tasks.map((task) => ({ ...task, endedAt: earliest(task.endedAt, at) }));
}

function earliest(one: Instant | undefined, other: Instant): Instant {
  return one !== undefined && one < other ? one : other;
}

interface Ending {
  /** That the thing itself is over for everybody. */
  readonly over: { readonly endedAt: Instant } | undefined;
  readonly isLeft: boolean;
}

function tasksOf(
  owners: readonly Owner[],
  answer: AnswerStanding | undefined,
  { over, isLeft: left }: Ending,
): readonly CaseTask[] {
  const holder = answer?.hold?.holder;
  return [
    ...owners.map((owner) => ({ owner, ...(left ? answered(answer, 'DECLINED') : {}), ...over })),
    ...(holder === undefined
      ? []
      : [
          {
            owner: { kind: 'PERSON', person: holder } as const,
            ...answered(answer, 'ACCEPTED'),
            ...over,
          },
        ]),
  ];
}

/** When it was answered so. An answer from before it was asked anew is an answer to something else. */
function answered(
  answer: AnswerStanding | undefined,
  kind: 'ACCEPTED' | 'DECLINED',
): { readonly endedAt?: Instant } {
  if (answer?.acceptance.kind !== kind) return {};
  const { acceptance, hold } = answer;
  const isOlder = hold !== undefined && acceptance.at < hold.askedAt;
  return isOlder ? {} : { endedAt: acceptance.at };
}

/** True once nothing more is written in the item: what it left are tasks until they end. */
export function isLeft({ state }: Pick<ItemRow, 'state'>): boolean {
  return state === 'CLOSED';
}
