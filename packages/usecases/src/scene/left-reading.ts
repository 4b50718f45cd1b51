import {
  emptyRegister,
  type LocalDate,
  type Owner,
  type Register,
  settled,
} from '@overlegtafel/domain';
import {
  type ActionReading,
  type ItemReading,
  newDocument,
  readItemDocument,
  seenOf,
} from '@overlegtafel/documents';
import type { OpenThingRow } from '../ports/rows.ts';

/**
 * What remains of an item when its document is gone: who has it and its open actions, from the rows that outlive the
 * meeting. Everything else stands in the sealed record.
 */
export function leftReading(openThings: readonly OpenThingRow[]): ItemReading {
  const empty = readItemDocument(newDocument('item', { gc: true }));
  const item = openThings.find(({ thing }) => thing.kind === 'ITEM');
  return {
    ...empty,
    registers: { ...empty.registers, owner: registerOf(item?.owner) },
    ownerSeen: item?.seen ?? seenOf({ of: 'CASE_OWNER', owner: { kind: 'MALFORMED' } }),
    actions: openThings.flatMap(actionIn),
  };
}

function actionIn({ thing, words, owner, seen = '' }: OpenThingRow): ActionReading[] {
  if (thing.kind !== 'ACTION') return [];
  return [
    {
      id: thing.action,
      purpose: 'CARE',
      words: settled(words),
      owner: registerOf(owner),
      dueDate: registerOf<LocalDate>(thing.dueDate),
      phase: emptyRegister,
      forWhom: emptyRegister,
      withdrawn: emptyRegister,
      seen,
    },
  ];
}

function registerOf<T = Owner>(value: T | undefined): Register<T> {
  return value === undefined ? emptyRegister : settled(value);
}
