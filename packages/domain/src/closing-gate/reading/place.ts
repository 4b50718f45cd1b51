import { isId } from '../../model/ids.ts';

/** A value with where it stands. What comes from a place is `unknown` until it has been looked at. */
export interface Place {
  readonly value: unknown;
  readonly path: string;
}

/** Longer lists than this are not a table but an attack or a mistake. */
const maxEntries = 10_000;

/** What a reading did not understand, and the moment by which everything must have happened. */
export class Reading {
  readonly doubts: string[] = [];
  readonly now: number;

  constructor(now: number) {
    this.now = now;
  }

  /** The value, or the stand-in after noting that the place was not understood. */
  sure<T, S>(place: Place, value: T | undefined, standIn: S): T | S {
    if (value !== undefined) return value;
    return this.doubted(place, standIn);
  }

  /** The stand-in for a place that was not understood, which is noted. */
  doubted<S>(place: Place, standIn: S): S {
    this.doubts.push(place.path);
    return standIn;
  }
}

/** A property of the value itself; an inherited one does not count. */
export function ownValue(thing: unknown, key: string): unknown {
  return isRecord(thing) && Object.hasOwn(thing, key) ? thing[key] : undefined;
}

export function field(place: Place, key: string): Place {
  const path = place.path === '' ? key : `${place.path}.${key}`;
  return { value: ownValue(place.value, key), path };
}

/** True for a list of which every entry is of the kind; a gap in the list is an entry too. */
export function isListOf<T>(
  value: unknown,
  isKind: (entry: unknown) => entry is T,
): value is readonly T[] {
  if (!Array.isArray(value) || value.length > maxEntries) return false;
  return Array.from<unknown>(value).every(isKind);
}

/** The entries of a list, each with its place; a list that is none, or is too long, is noted and empty. */
export function entries(reading: Reading, place: Place): readonly Place[] {
  const list: unknown = place.value;
  if (!Array.isArray(list) || list.length > maxEntries) return reading.doubted(place, []);
  return Array.from<unknown, Place>(list, (value, index) => ({
    value,
    path: `${place.path}.${index}`,
  }));
}

/** Entries whose id can be read and stands there once, at a place named by that id; the others are noted. */
export function entriesWithId(reading: Reading, place: Place): readonly (Place & { id: string })[] {
  const seen = new Set<string>();
  return entries(reading, place).flatMap((entry) => {
    const id = ownValue(entry.value, 'id');
    if (!isId(id)) return reading.doubted(entry, []);
    const named = { id, value: entry.value, path: `${place.path}.${id}` };
    if (seen.has(id)) return reading.doubted(named, []);
    seen.add(id);
    return [named];
  });
}

/** A list of ids of one kind; what is no id, or stands there twice, is noted. */
export function ids<T extends string>(
  reading: Reading,
  place: Place,
  isKind: (value: unknown) => value is T,
): readonly T[] {
  const found = new Set<T>();
  for (const entry of entries(reading, place)) {
    if (isKind(entry.value) && !found.has(entry.value)) found.add(entry.value);
    else reading.doubts.push(entry.path);
  }
  return [...found];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
