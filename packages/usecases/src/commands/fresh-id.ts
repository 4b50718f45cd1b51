import { type Ids, readId } from '@overlegtafel/domain';
import type { World } from '../world.ts';

/** A new random id of a kind. Throws when the world makes no ids. */
export function freshId<K extends keyof Ids>(kind: K, { newId }: Pick<World, 'newId'>): Ids[K] {
  const id = readId(kind, newId(), kind);
  if (!id.ok) throw new Error(`not an id for a ${kind}`);
  return id.value;
}
