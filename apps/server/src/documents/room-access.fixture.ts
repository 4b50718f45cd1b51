import type { Permission } from '@overlegtafel/domain';
import { accessBy, noAccess, type RoomAccess } from '@overlegtafel/usecases';
import { RoomBook } from './room-book.ts';

const allowed: Permission = {
  kind: 'ALLOWED',
  ground: { kind: 'ROLE', role: 'chair', scope: 'OWN_TABLE' },
};
const refused: Permission = { kind: 'REFUSED', reason: 'OUT_OF_SCOPE' };

/** What somebody may do in a room, as a test says. */
export function accessWhere(mayRead: boolean, mayWrite = mayRead): RoomAccess {
  return accessBy(mayRead ? allowed : refused, mayWrite ? allowed : refused, {});
}

/** The same for everybody everywhere. */
export function everybody(mayRead: boolean) {
  return (places: readonly unknown[]): Promise<readonly RoomAccess[]> =>
    Promise.resolve(places.map(() => accessWhere(mayRead)));
}

/** A book that keeps nothing. */
export function emptyBook(): RoomBook {
  return new RoomBook({
    access: () => Promise.resolve(noAccess),
    record: () => Promise.resolve(),
    nothing: noAccess,
    nowMs: () => 0,
  });
}
