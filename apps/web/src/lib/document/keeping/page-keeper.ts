import { systemClock } from '../clock.ts';
import { Device, type Opened } from './device.ts';
import { indexedDbStore } from './outbox-store.ts';
import { RoomKeeper } from './room-keeper.ts';
import { openSafe } from './safe.ts';
import { webLocks } from './writer-locks.ts';

/** Whether a page may leave anything on its device. The projector may not. */
export type Keeping = 'device' | 'memory';

const nothing = new Device(() => Promise.resolve('NEVER'), systemClock);
let device: Device | undefined;

/** What this browser keeps for the person of this page: one for all its rooms. */
export function pageDevice(): Device {
  device ??= new Device(openDevice, systemClock);
  return device;
}

/**
 * What this page keeps of a room; nothing outlives the page where the browser cannot keep it closed.
 *
 * @param changed where it stands may be another place now
 */
export function pageKeeper(room: string, keeping: Keeping, changed: () => void): RoomKeeper {
  return new RoomKeeper({
    room,
    device: keeping === 'device' ? pageDevice() : nothing,
    clock: systemClock,
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
    changed,
  });
}

async function openDevice(): Promise<Opened> {
  // Browsers offer neither on a page that did not come over https or from this machine.
  if (!('subtle' in crypto) || !('locks' in navigator)) return 'NEVER';
  const key = await askKey();
  if (!(key instanceof Uint8Array)) return key;
  // Refused, or switched off: this throws, and nothing is kept.
  return { store: await indexedDbStore(await openSafe(key)), locks: webLocks(navigator.locks) };
}

async function askKey(): Promise<Uint8Array | 'LATER' | 'NEVER'> {
  try {
    const answer = await fetch('/api/v1/me/outbox-key');
    // To its end, whatever it says: an answer that is not read keeps its connection.
    const body = await answer.text();
    return answer.ok ? (keyIn(JSON.parse(body)) ?? 'NEVER') : 'LATER';
  } catch {
    return 'LATER';
  }
}

function keyIn(body: unknown): Uint8Array | undefined {
  if (typeof body !== 'object' || body === null || !('key' in body)) return undefined;
  if (typeof body.key !== 'string') return undefined;
  const binary = atob(body.key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
