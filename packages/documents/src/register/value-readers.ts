import {
  isLocalDate,
  readId,
  type AlarmAgreement,
  type Beneficiary,
  type InvolvedId,
  type LocalDate,
  type Owner,
  isLegible,
  saysSomething,
} from '@overlegtafel/domain';
import { isPlainObject } from '../canonical/plain-object.ts';

/** Reads the value of an entry, in one form for equal values; nothing when it is not such a value. */
export type ValueReader<T> = (value: unknown) => T | undefined;

/** No field of a card needs more; longer text belongs in rich text. */
const maxWordsLength = 10_000;
/** More children and adults than any household. */
const maxPersons = 100;

/** One of a closed list. */
export function oneOf<T extends string>(list: readonly T[]): ValueReader<T> {
  return (value) => list.find((member) => member === value);
}

/** A set out of a closed list, in the order of the list: what was ticked, however it was ticked. */
export function setOf<T extends string>(list: readonly T[]): ValueReader<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > list.length) return undefined;
    const members = list.filter((member) => value.includes(member));
    return members.length === value.length ? members : undefined;
  };
}

/** Different members of a closed list in an order that means something: what was put first stays first. */
export function rankedOf<T extends string>(list: readonly T[]): ValueReader<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > list.length) return undefined;
    const members = new Set(value.flatMap((each) => list.find((member) => member === each) ?? []));
    return members.size === value.length ? [...members] : undefined;
  };
}

/** Yes or no. */
export function readBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** Words that say something. Blank is malformed: whoever empties a field clears the register. */
export function readWords(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > maxWordsLength) return undefined;
  return saysSomething(value) && isLegible(value) ? value : undefined;
}

/** A day that exists. */
export function readDate(value: unknown): LocalDate | undefined {
  return isLocalDate(value) ? value : undefined;
}

/** A person, or an organisation whose duty contact is meant. Nothing is said about whether they exist. */
export function readOwner(value: unknown): Owner | undefined {
  const person = fieldsOf(value, ['kind', 'person']);
  if (person?.['kind'] === 'PERSON') {
    const id = readId('PersonId', person['person'], 'person');
    return id.ok ? { kind: 'PERSON', person: id.value } : undefined;
  }
  const organisation = fieldsOf(value, ['kind', 'organisation']);
  if (organisation?.['kind'] !== 'ORGANISATION') return undefined;
  const id = readId('OrganisationId', organisation['organisation'], 'organisation');
  return id.ok ? { kind: 'ORGANISATION', organisation: id.value } : undefined;
}

/** The case as a whole, or at least one person of the household. The order of the persons means nothing. */
export function readBeneficiary(value: unknown): Beneficiary | undefined {
  if (fieldsOf(value, ['kind'])?.['kind'] === 'CASE') return { kind: 'CASE' };
  const fields = fieldsOf(value, ['kind', 'persons']);
  if (fields?.['kind'] !== 'PERSONS') return undefined;
  const persons = readPersons(fields['persons']);
  return persons && { kind: 'PERSONS', persons };
}

function readPersons(value: unknown): InvolvedId[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > maxPersons) return undefined;
  const persons = new Set<InvolvedId>();
  for (const person of value) {
    const id = readId('InvolvedId', person, 'persons');
    if (!id.ok) return undefined;
    persons.add(id.value);
  }
  return persons.size === value.length ? [...persons].sort() : undefined;
}

/** Who calls whom at which signal: all three, or there is no agreement. */
export function readAlarm(value: unknown): AlarmAgreement | undefined {
  const fields = fieldsOf(value, ['signal', 'caller', 'callee']);
  const signal = readWords(fields?.['signal']);
  const caller = readWords(fields?.['caller']);
  const callee = readWords(fields?.['callee']);
  return signal && caller && callee ? { signal, caller, callee } : undefined;
}

/** The fields of a plain object that has exactly these; what is inherited does not count. */
export function fieldsOf(
  value: unknown,
  names: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  if (!isPlainObject(value)) return undefined;
  const entries = Object.entries(value);
  const isExact =
    entries.length === names.length && names.every((name) => Object.hasOwn(value, name));
  return isExact ? Object.fromEntries(entries) : undefined;
}
