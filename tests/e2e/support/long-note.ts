import { expect, vi } from 'vitest';
import * as Y from 'yjs';
import { twoHourMeeting } from '../../bench/history/meeting.ts';
import { Page } from '../../contracts/regressions/page.ts';
import { signIn } from '../../faults/server-under-test.ts';

const patience = { timeout: 60_000 };
const seed = 42;
const changes = 40;

/** Fills the document of an item with what twelve people write in two hours, as forty changes. */
export async function fillNote(address: string, item: string): Promise<void> {
  // Before the connection: it takes long enough on a busy machine for a line to be taken for dead.
  const pieces = twoHours();
  const cookie = await signIn(address, 'chair');
  const page = new Page({ url: address, room: `item:${item}`, cookie });
  page.online();
  await vi.waitFor(() => {
    expect(page.isOnline).toBe(true);
  }, patience);
  for (const piece of pieces) Y.applyUpdate(page.doc, piece);
  await vi.waitFor(() => {
    expect(page.saving).toBe('SAVED');
  }, patience);
  page.close();
}

function twoHours(): Uint8Array[] {
  const { updates } = twoHourMeeting(seed);
  const each = Math.ceil(updates.length / changes);
  return Array.from({ length: changes }, (_, i) =>
    Y.mergeUpdates(updates.slice(i * each, (i + 1) * each)),
  );
}
