import type { ItemId } from '@overlegtafel/domain';
import * as Y from 'yjs';
import { newDocument } from '../shape/roots.ts';
import { writeOrder } from './agenda-order.ts';

/** What a meeting starts with. */
export interface MeetingSeed {
  readonly items: readonly ItemId[];
  readonly remarks?: string;
}

/**
 * The first update of a meeting's document. Made once, on the server, when the meeting is made: made twice,
 * everything would stand in it twice.
 */
export function createMeetingDocument(seed: MeetingSeed): Uint8Array {
  const doc = newDocument('meeting', { gc: true });
  doc.transact(() => {
    writeOrder(doc.getMap('order'), seed.items);
    if (seed.remarks) doc.getText('remarks').insert(0, seed.remarks);
  });
  return Y.encodeStateAsUpdate(doc);
}
