import type * as Y from 'yjs';

/** What a shared type holds: a sequence, and values under keys. Every type has both, whatever it shows. */
export type Contents = Pick<Y.AbstractType<unknown>, '_start' | '_map'>;

/** What stands in the sequence of a type and is not deleted, marks included. */
export function liveItems(type: Contents): Y.Item[] {
  const items: Y.Item[] = [];
  for (let item = type._start; item; item = item.right) if (!item.deleted) items.push(item);
  return items;
}

/** True when something stands under a key of the type. */
export function hasLiveKeys(type: Contents): boolean {
  for (const item of type._map.values()) if (!item.deleted) return true;
  return false;
}

/** True when nothing at all can be read from the type, whatever its kind. */
export function isBare(type: Contents): boolean {
  return !hasLiveKeys(type) && liveItems(type).length === 0;
}
