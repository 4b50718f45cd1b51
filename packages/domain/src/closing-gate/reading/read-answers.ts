import type { Acceptance, Confirmation, ProvisionalHold } from '../../model/card.ts';
import type { Place, Reading } from './place.ts';
import { ownValue } from './place.ts';
import { isPersonId, isSeen, isText, read, readPast } from './values.ts';

/** How something was answered; not understood reads as no answer, and is noted. */
export function readAcceptance(reading: Reading, place: Place): Acceptance {
  return reading.sure(place, acceptanceAt(reading, place), { kind: 'NONE' });
}

function acceptanceAt(reading: Reading, place: Place): Acceptance | undefined {
  const kind = ownValue(place.value, 'kind');
  if (kind === 'NONE') return { kind };
  const by = read(place, 'by', isPersonId);
  const at = readPast(reading, place, 'at');
  if (by === undefined || at === undefined) return undefined;
  if (kind === 'DECLINED') {
    const reason = read(place, 'reason', isText);
    return reason === undefined ? undefined : { kind, by, at, reason };
  }
  if (kind !== 'ACCEPTED' && kind !== 'ACCEPTED_ON_BEHALF') return undefined;
  const seen = read(place, 'seen', isText);
  return seen === undefined ? undefined : { kind, by, at, seen };
}

export function readConfirmation(reading: Reading, place: Place): Confirmation {
  return reading.sure(place, confirmationAt(reading, place), { kind: 'NONE' });
}

function confirmationAt(reading: Reading, place: Place): Confirmation | undefined {
  const kind = ownValue(place.value, 'kind');
  if (kind === 'NONE') return { kind };
  const by = read(place, 'by', isPersonId);
  const at = readPast(reading, place, 'at');
  const seen = read(place, 'seen', isText);
  if (kind !== 'CONFIRMED' || by === undefined || at === undefined || seen === undefined)
    return undefined;
  return { kind, by, at, seen };
}

/** A hold, or nothing when nobody holds. One that is not understood is noted and holds nothing. */
export function readHold(reading: Reading, place: Place): ProvisionalHold | undefined {
  if (place.value === undefined) return undefined;
  const holder = read(place, 'holder', isPersonId);
  const askedAt = readPast(reading, place, 'askedAt');
  if (holder === undefined || askedAt === undefined) return reading.doubted(place, undefined);
  const seen = read(place, 'seen', isSeen);
  return seen === undefined ? { holder, askedAt } : { holder, askedAt, seen };
}
