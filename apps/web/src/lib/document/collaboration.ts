import type { RoomName } from '@overlegtafel/protocol';
import { ownAuth } from '#lib/session/own-page.ts';
import { systemClock } from './clock.ts';
import { pageKeeper, type Keeping } from './keeping/page-keeper.ts';
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
