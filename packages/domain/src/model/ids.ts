// edge: ids that were checked here
import type { Parsed } from '../parsing/parsed.ts';

declare const brand: unique symbol;
/** A string that has been checked and may not be mixed with another kind of id. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type TableId = Branded<string, 'TableId'>;
export type MeetingId = Branded<string, 'MeetingId'>;
export type ItemId = Branded<string, 'ItemId'>;
export type CaseId = Branded<string, 'CaseId'>;
export type ReportId = Branded<string, 'ReportId'>;
export type PersonId = Branded<string, 'PersonId'>;
/** A person of a household, never somebody who uses the system. */
export type InvolvedId = Branded<string, 'InvolvedId'>;
export type OrganisationId = Branded<string, 'OrganisationId'>;
export type ActionId = Branded<string, 'ActionId'>;
export type ConditionId = Branded<string, 'ConditionId'>;
export type DissentId = Branded<string, 'DissentId'>;
export type MonitoringId = Branded<string, 'MonitoringId'>;
export type MunicipalityCode = Branded<string, 'MunicipalityCode'>;

/** Every kind of id by name; `readId` is the only door from a plain string to one of them. */
export interface Ids {
  TableId: TableId;
  MeetingId: MeetingId;
  ItemId: ItemId;
  CaseId: CaseId;
  ReportId: ReportId;
  PersonId: PersonId;
  InvolvedId: InvolvedId;
  OrganisationId: OrganisationId;
  ActionId: ActionId;
  ConditionId: ConditionId;
  DissentId: DissentId;
  MonitoringId: MonitoringId;
}

const randomId = /^[a-z2-7]{26}$/;
/** Practice people and organisations carry readable ids such as `chair`; they fit this and nothing longer. */
const readableId = /^[a-z][a-z0-9-]{1,24}$/;

/** How many characters a random id has: 26 of lower-case base32, which is 130 bits. */
export const idLength = 26;

/** True when the text has the form of an id. The form says nothing about whether the thing exists. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && (randomId.test(value) || readableId.test(value));
}

/** Reads a plain value as an id of the named kind; refuses with the path of the field. */
export function readId<K extends keyof Ids>(
  _kind: K,
  value: unknown,
  path: string,
): Parsed<Ids[K]> {
  if (value === undefined || value === null || value === '')
    return { ok: false, mistakes: [{ path, kind: 'MISSING' }] };
  if (typeof value !== 'string') return { ok: false, mistakes: [{ path, kind: 'WRONG_TYPE' }] };
  if (!isId(value)) return { ok: false, mistakes: [{ path, kind: 'UNKNOWN_VALUE' }] };
  return { ok: true, value: value as Ids[K] };
}

/** Makes an id of random bytes that the caller supplies (at least 17), as 26 characters of lower-case base32. */
export function idFromBytes<K extends keyof Ids>(_kind: K, bytes: Uint8Array): Ids[K] {
  if (bytes.length < 17) throw new RangeError('an id needs at least 17 random bytes');
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  let bits = 0;
  let held = 0;
  let text = '';
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < idLength) {
      bits -= 5;
      text += alphabet.charAt((held >>> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return text as Ids[K];
}
