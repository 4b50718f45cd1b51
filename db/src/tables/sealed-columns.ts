import type { Kit } from '../kit/sqlite-kit.ts';

/**
 * What a row has whose words are sealed: the whole row as JSON, under a key of its owner. The other columns are only
 * there to find it.
 */
export function sealedColumns({ int, bytes }: Pick<Kit, 'int' | 'bytes'>) {
  return { keyNumber: int('key_number').notNull(), body: bytes('body').notNull() };
}
