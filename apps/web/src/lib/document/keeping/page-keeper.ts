import { memoryOnly, indexedDbStore, type OutboxStore } from './outbox-store.ts';
import { RoomKeeper } from './room-keeper.ts';
import { openSafe } from './safe.ts';
import { webLocks, type WriterLocks } from './writer-locks.ts';

/** Whether a page may leave anything on its device. The projector may not. */
export type Keeping = 'device' | 'memory';

const nobodyElse: WriterLocks = {
  take: () => Promise.resolve(() => undefined),
  waitFor: () => Promise.resolve(undefined),
};

/** What this page keeps of a room; nothing outlives the page where the browser cannot keep it closed. */
export async function pageKeeper(room: string, keeping: Keeping): Promise<RoomKeeper> {
  const store = keeping === 'device' ? await deviceStore() : undefined;
  return new RoomKeeper({
    room,
    store: store ?? memoryOnly,
    locks: store === undefined ? nobodyElse : webLocks(navigator.locks),
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
  });
}

async function deviceStore(): Promise<OutboxStore | undefined> {
  // Browsers offer neither on a page that did not come over https or from this machine.
  if (!('subtle' in crypto) || !('locks' in navigator)) return undefined;
  try {
    const answer = await fetch('/api/v1/me/outbox-key');
    const key = answer.ok ? keyIn(await answer.json()) : undefined;
    return key === undefined ? undefined : await indexedDbStore(await openSafe(key));
  } catch {
    return undefined;
  }
}

function keyIn(body: unknown): Uint8Array | undefined {
  if (typeof body !== 'object' || body === null || !('key' in body)) return undefined;
  if (typeof body.key !== 'string') return undefined;
  const binary = atob(body.key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
