import { type Placeholder, sql } from 'drizzle-orm';
import { oncePerStorage, type Storage } from './orm.ts';

/** For so many keys a statement is made; a shorter list repeats its last key, which finds nothing twice. */
const sizes = [1, 4, 16, 64, 256] as const;
const most = 256;

/** A prepared query with a place for each of its keys, named `key0`, `key1` and so on. */
export interface Prepared<R> {
  execute(values: Record<string, unknown>): PromiseLike<readonly R[]>;
}

/** What else a query is asked with, by the names of its placeholders. */
type Rest = Readonly<Record<string, unknown>>;

/**
 * A query over many keys at once. It is prepared once for each of a few lengths of the list: building it anew takes
 * longer than running it.
 */
export function overKeys<R>(
  make: (storage: Storage, keys: readonly Placeholder[]) => Prepared<R>,
): (storage: Storage, keys: readonly string[], rest?: Rest) => Promise<readonly R[]> {
  const made = sizes.map((size) => {
    const places = Array.from({ length: size }, (_, n) => sql.placeholder(`key${n}`));
    return { size, query: oncePerStorage((storage) => make(storage, places)) };
  });
  return async (storage, keys, rest = {}) => {
    const fitting = made.find(({ size }) => size >= keys.length);
    if (keys.length === 0) return [];
    if (!fitting) throw new RangeError(`${keys.length} keys at once`);
    const { size, query } = fitting;
    const values: Record<string, unknown> = { ...rest };
    for (let n = 0; n < size; n += 1) values[`key${n}`] = keys[n] ?? keys.at(-1);
    return query(storage).execute(values);
  };
}

/** Each key once, in lists that one query takes. */
export async function inLists<R>(
  keys: readonly string[],
  read: (keys: readonly string[]) => Promise<readonly R[]>,
): Promise<readonly R[]> {
  const all = [...new Set(keys)];
  const found: R[] = [];
  for (let at = 0; at < all.length; at += most)
    found.push(...(await read(all.slice(at, at + most))));
  return found;
}
