import type { RoomName } from '@overlegtafel/protocol';
import { ownAuth } from '#lib/session/own-page.ts';
import { systemClock } from './clock.ts';
import { bounded } from './keeping/bounded.ts';
import { pageDevice, pageKeeper, type Keeping } from './keeping/page-keeper.ts';
import { LeftBehind, type LeftParts } from './left-behind.ts';
import { OpenDocument } from './open-document.ts';
import { documentsAddress, pageNetwork } from './page-network.ts';
import { networkSockets } from './transport/network-socket.ts';

export interface RoomEntry {
  readonly room: RoomName;
  readonly keeping: Keeping;
  readonly isSignedIn: () => Promise<boolean | undefined>;
  readonly changed: () => void;
}

/**
 * A room of this page, not yet opened. This file brings Yjs, the provider and what is kept along: a page asks for it
 * when it connects, and can be read before.
 */
export function enterRoom({ room, keeping, isSignedIn, changed }: RoomEntry): OpenDocument {
  return new OpenDocument({
    room,
    keeperOf: (moved) => pageKeeper(room, keeping, moved),
    address: documentsAddress(location.origin),
    query: ownAuth(),
    sockets: networkSockets(pageNetwork()),
    clock: systemClock,
    isSignedIn,
    changed,
  });
}

/** What closed tabs left on this device: brought from a page that may be in no room itself. */
export function leftBehind({
  isSignedIn,
  ...told
}: Pick<RoomEntry, 'isSignedIn'> & Omit<LeftParts, 'device' | 'clock' | 'enter'>): LeftBehind {
  return new LeftBehind({
    ...told,
    device: pageDevice(),
    clock: systemClock,
    enter: (room, changed) => enterRoom({ room, keeping: 'device', isSignedIn, changed }),
  });
}

/**
 * Takes what this person's pages left away from the device, as at signing out.
 *
 * @returns whether something of others stays there
 */
export async function leaveDevice(): Promise<boolean> {
  const shelf = await pageDevice().soon();
  if (shelf === undefined) return false;
  await bounded(shelf.store.clear(), systemClock, { otherwise: undefined });
  return !(await bounded(shelf.store.isEmpty(), systemClock, { otherwise: true }));
}
