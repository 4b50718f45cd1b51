import { isRefusal, writerBytes, type KeptOutbox, type Refusal } from '@overlegtafel/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** What is kept of a document on this device. */
export interface KeptRecord {
  /** Which room it is of; what an earlier program kept does not say. */
  readonly room?: string;
  readonly outbox: KeptOutbox;
  /** Why the server did not take it; it is kept for its author to copy and never sent again. */
  readonly refused: Refusal | undefined;
}

/** 1 did not say of which room it is. */
const forms = { withoutRoom: 1, withRoom: 2 } as const;

export function encodeRecord(room: string, { outbox, refused }: KeptRecord): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, forms.withRoom);
  encoding.writeVarString(encoder, room);
  encoding.writeVarUint8Array(encoder, outbox.writer);
  encoding.writeVarUint(encoder, outbox.epoch);
  encoding.writeVarUint(encoder, outbox.next);
  encoding.writeVarString(encoder, refused ?? '');
  encoding.writeVarUint(encoder, outbox.waiting.length);
  for (const { n, update } of outbox.waiting) {
    encoding.writeVarUint(encoder, n);
    encoding.writeVarUint8Array(encoder, update);
  }
  return encoding.toUint8Array(encoder);
}

/** Reads what was kept. Undefined when it is nothing that this program wrote. */
export function decodeRecord(bytes: Uint8Array): KeptRecord | undefined {
  const decoder = decoding.createDecoder(bytes);
  try {
    const form = decoding.readVarUint(decoder);
    if (form !== forms.withRoom && form !== forms.withoutRoom) return undefined;
    const room = form === forms.withRoom ? { room: decoding.readVarString(decoder) } : {};
    const writer = decoding.readVarUint8Array(decoder);
    const epoch = decoding.readVarUint(decoder);
    const next = decoding.readVarUint(decoder);
    const reason = decoding.readVarString(decoder);
    const waiting = Array.from({ length: decoding.readVarUint(decoder) }, () => ({
      n: decoding.readVarUint(decoder),
      update: decoding.readVarUint8Array(decoder),
    }));
    if (writer.length !== writerBytes || decoding.hasContent(decoder)) return undefined;
    return {
      ...room,
      outbox: { writer, epoch, next, waiting },
      refused: isRefusal(reason) ? reason : undefined,
    };
  } catch {
    return undefined;
  }
}
