import type { Seen } from '../model/card.ts';
import { type Reader, refused, thing, words } from './readers.ts';

/** The hash of what a person saw. Mistakes: MISSING, WRONG_TYPE. */
export const readSeen: Reader<Seen> = (value, path) => {
  if (value === undefined || value === null || value === '') return refused(path, 'MISSING');
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
    ? { ok: true, value }
    : refused(path, 'WRONG_TYPE');
};

/** A yes, a confirmation or a hold: each names what stood there. */
export const readYes: Reader<{ readonly seen: Seen }> = thing<{ seen: Seen }>({ seen: readSeen });

/** A no says why. */
export const readNo: Reader<{ readonly seen: Seen; readonly reason: string }> = thing<{
  seen: Seen;
  reason: string;
}>({ seen: readSeen, reason: words() });

/** Adjourning says why. */
export const readAdjournment: Reader<{ readonly reason: string }> = thing<{ reason: string }>({
  reason: words(),
});
