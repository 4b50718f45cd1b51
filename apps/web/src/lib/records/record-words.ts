import type { Owner } from '@overlegtafel/domain';
import { m } from '#lib/paraglide/messages.js';
import type { RecordAnswer, SealedAction, SealedCapacity, SealedItem } from './sealed-item.ts';

type Known = Pick<RecordAnswer, 'people'>;

/** Somebody of the table, as people call them. */
export function personName({ people }: Known, id: string): string {
  return people.find((person) => person.id === id)?.name ?? m.sheet_somebody();
}

/** Who was given something. */
export function ownerName(known: Known, owner: Owner): string {
  if (owner.kind === 'PERSON') return personName(known, owner.person);
  const member = known.people.find(({ organisation }) => organisation.id === owner.organisation);
  return member?.organisation.name ?? m.sheet_somebody();
}

/** How what was given to somebody was answered. */
export function answerWords(
  known: Known,
  { acceptance, hold }: Pick<SealedAction, 'acceptance' | 'hold'>,
): string {
  switch (acceptance.kind) {
    case 'ACCEPTED':
      return m.sealed_accepted({ name: personName(known, acceptance.by) });
    case 'ACCEPTED_ON_BEHALF':
      return m.sealed_accepted_on_behalf({ name: personName(known, acceptance.by) });
    case 'DECLINED':
      if (hold) return m.sealed_held({ name: personName(known, hold.holder) });
      return m.sealed_declined({
        name: personName(known, acceptance.by),
        reason: acceptance.reason,
      });
    case 'NONE':
      return hold ? m.sealed_held({ name: personName(known, hold.holder) }) : m.sealed_no_answer();
  }
}

/** What was chosen about home visits. */
export function capacityWords(capacity: SealedCapacity, items: readonly SealedItem[]): string {
  switch (capacity.kind) {
    case 'NOTHING_TO_CHOOSE':
      return m.sealed_capacity_nothing();
    case 'DO_ALL':
      return m.sealed_capacity_do_all({ reason: capacity.reason });
    case 'NOT_CHOSEN':
      return m.sealed_capacity_not_chosen({ over: capacity.over });
    case 'LET_WAIT': {
      const names = capacity.items.flatMap(
        (id) => items.find(({ item }) => item === id)?.alias ?? [],
      );
      return m.sealed_capacity_let_wait({
        count: capacity.items.length,
        items: names.join(', '),
      });
    }
  }
}

/** Actions that stand: those that were withdrawn do not. */
export function standingActions({ actions = [] }: SealedItem): readonly SealedAction[] {
  return actions.filter(({ isWithdrawn }) => !isWithdrawn);
}

/** The figures of a sealed list, as far as its reader may see. */
export function countsOf(items: readonly SealedItem[]) {
  const actions = items.flatMap(standingActions);
  return {
    cases: items.length,
    actions: actions.length,
    held: [...actions, ...items.flatMap(({ owner }) => owner ?? [])].filter(
      ({ hold, acceptance }) => hold !== undefined && acceptance.kind !== 'ACCEPTED',
    ).length,
    dissents: items.flatMap(({ dissents = [] }) => dissents).length,
    deferred: items.filter(({ decision }) => decision?.kind === 'DEFERRAL').length,
  };
}
