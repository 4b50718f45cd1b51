import type { AlarmAgreement, Beneficiary, Owner, Seen } from '../../model/card.ts';
import {
  type ActionId,
  type ConditionId,
  type DissentId,
  type InvolvedId,
  isId,
  type ItemId,
  type OrganisationId,
  type PersonId,
} from '../../model/ids.ts';
import type { Register } from '../../model/register.ts';
import type { Instant } from '../../model/time.ts';
import { isInstant } from '../../terms/local-date.ts';
import { field, isListOf, ownValue, type Place, type Reading } from './place.ts';

export type Is<T> = (value: unknown) => value is T;

/** The kinds of id have one form; what an id stands for is known by its place. */
export const isItemId: Is<ItemId> = (value): value is ItemId => isId(value);
export const isPersonId: Is<PersonId> = (value): value is PersonId => isId(value);
export const isOrganisationId: Is<OrganisationId> = (value): value is OrganisationId => isId(value);
export const isInvolvedId: Is<InvolvedId> = (value): value is InvolvedId => isId(value);
export const isActionId: Is<ActionId> = (value): value is ActionId => isId(value);
export const isConditionId: Is<ConditionId> = (value): value is ConditionId => isId(value);
export const isDissentId: Is<DissentId> = (value): value is DissentId => isId(value);

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** A hash that somebody can name. Text that stands for "unsettled" is none. */
export function isSeen(value: unknown): value is Seen {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

export function oneOf<T extends string>(words: readonly T[]): Is<T> {
  return (value): value is T => words.some((word) => word === value);
}

export function listOf<T>(is: Is<T>): Is<readonly T[]> {
  return (value): value is readonly T[] => isListOf(value, is);
}

export function isOwner(value: unknown): value is Owner {
  const kind = ownValue(value, 'kind');
  if (kind === 'PERSON') return isPersonId(ownValue(value, 'person'));
  return kind === 'ORGANISATION' && isOrganisationId(ownValue(value, 'organisation'));
}

const isPersons = listOf(isInvolvedId);

export function isBeneficiary(value: unknown): value is Beneficiary {
  const kind = ownValue(value, 'kind');
  return kind === 'CASE' || (kind === 'PERSONS' && isPersons(ownValue(value, 'persons')));
}

export function isAlarm(value: unknown): value is AlarmAgreement {
  return ['signal', 'caller', 'callee'].every((part) => isText(ownValue(value, part)));
}

/** A register as far as it can be understood; everything else is MALFORMED, never EMPTY. */
export function readRegister<T>(place: Place, is: Is<T>): Register<T> {
  const kind = ownValue(place.value, 'kind');
  if (kind === 'EMPTY') return { kind };
  if (kind === 'VALUE') {
    const value = ownValue(place.value, 'value');
    return is(value) ? { kind, value } : { kind: 'MALFORMED' };
  }
  const values = ownValue(place.value, 'values');
  if (kind !== 'CONFLICT' || !isListOf(values, is)) return { kind: 'MALFORMED' };
  return { kind, values };
}

/** A moment that has come. One that lies in the future is not understood. */
export function readPast(reading: Reading, place: Place, key: string): Instant | undefined {
  const { value } = field(place, key);
  return isInstant(value) && value <= reading.now ? value : undefined;
}

/** A value of which the reader knows how to recognise it. */
export function read<T>(place: Place, key: string, is: Is<T>): T | undefined {
  const value = ownValue(place.value, key);
  return is(value) ? value : undefined;
}
