import type { Owner } from '@overlegtafel/domain';
import { m } from '#lib/paraglide/messages.js';
import type { ItemAnswer, TablePeople } from '#lib/table/table-answers.ts';

type Action = ItemAnswer['actions'][number];

/** An action as a room may read it: what kind it is, never its words. */
export interface NeutralAction {
  readonly id: string;
  readonly title: string;
  /** How it stands: who said yes, or whose yes it waits for, by organisation. */
  readonly standing: string;
  readonly state: 'done' | 'waiting' | 'provisional' | 'attention';
  /** The day, when one is chosen. */
  readonly due?: string;
  /** Two were chosen at the same time. */
  readonly hasTwoDays: boolean;
}

/** The organisation of an owner: people are not named on the screen of a room. */
export function organisationOf(
  owner: Pick<Owner, 'kind'> & Record<string, unknown>,
  table: TablePeople,
): string {
  const organisation = table.organisations.find(({ id }) => id === owner['organisation']);
  const person = table.people.find(({ id }) => id === owner['person']);
  return organisation?.name ?? person?.organisation.name ?? m.sheet_somebody();
}

/** The actions that stand, without their words, names or for whom they are. */
export function neutralActions(
  { actions }: Pick<ItemAnswer, 'actions'>,
  table: TablePeople,
): readonly NeutralAction[] {
  return actions
    .filter(({ withdrawn }) => withdrawn.kind !== 'VALUE' || !withdrawn.value)
    .map((action) => ({
      id: action.id,
      title: titleOf(action),
      ...standingOf(action, table),
      ...(action.dueDate.kind === 'VALUE' ? { due: action.dueDate.value } : {}),
      hasTwoDays: action.dueDate.kind === 'CONFLICT',
    }));
}

function titleOf({ purpose, phase }: Action): string {
  if (purpose === 'FEEDBACK') return m.screen_action_feedback();
  if (purpose === 'INTERIM_CHECK') return m.screen_action_check();
  if (phase.kind !== 'VALUE') return m.screen_action();
  const titles = {
    DIRECT_SAFETY: m.screen_action_safety,
    RISK_DRIVEN: m.screen_action_risk,
    RECOVERY: m.screen_action_recovery,
  } as const;
  return titles[phase.value]();
}

function standingOf(
  { owner, acceptance, hold }: Action,
  table: TablePeople,
): Pick<NeutralAction, 'standing' | 'state'> {
  if (owner.kind !== 'VALUE') return { state: 'attention', standing: m.screen_owner_none() };
  const name = organisationOf(owner.value, table);
  if (acceptance.kind === 'ACCEPTED' && acceptance.stands)
    return { state: 'done', standing: m.screen_owner_yes({ name }) };
  if (hold?.stands === true) {
    const holder = organisationOf({ kind: 'PERSON', person: hold.holder }, table);
    return { state: 'provisional', standing: m.screen_owner_held({ name: holder }) };
  }
  return { state: 'waiting', standing: m.screen_owner_waiting({ name }) };
}
