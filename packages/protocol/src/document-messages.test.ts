import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  helloMessage,
  numberedMessage,
  readClientMessage,
  readServerMessage,
  serverMessage,
  step1Message,
  step2Message,
  updateMessage,
  type ServerMessage,
} from './document-messages.ts';

const bytes = Uint8Array.of(1, 2, 3);

describe('messages of a document connection', () => {
  it('RM20 what a stock client sends is read', () => {
    // Sync step 1 of an empty document, as y-protocols writes it.
    const empty = Uint8Array.of(0, 0, 1, 0);
    expect(readClientMessage(empty)).toEqual({ kind: 'step1', stateVector: Uint8Array.of(0) });
    expect(readClientMessage(step1Message(bytes))).toEqual({ kind: 'step1', stateVector: bytes });
    expect(readClientMessage(step2Message(bytes))).toEqual({ kind: 'step2', update: bytes });
    expect(readClientMessage(updateMessage(bytes))).toEqual({ kind: 'update', update: bytes });
    expect(readClientMessage(Uint8Array.of(3))).toEqual({ kind: 'queryAwareness' });
  });

  it.each([0, 1, 127, 128, 16_383, 16_384, 1_000_000])(
    'RM20 an update of %d bytes is carried',
    (length) => {
      const update = new Uint8Array(length).fill(9);
      expect(readClientMessage(updateMessage(update))).toEqual({ kind: 'update', update });
    },
  );

  it('RM21 our own messages are read back', () => {
    const hello = { writer: new Uint8Array(16).fill(7), epoch: 2, schemaVersion: 1 };
    expect(readClientMessage(helloMessage(hello))).toEqual({ kind: 'hello', version: 1, ...hello });
    const numbered = { epoch: 2, n: 2 ** 40, update: bytes };
    expect(readClientMessage(numberedMessage(numbered))).toEqual({ kind: 'numbered', ...numbered });
    const sent: ServerMessage[] = [
      { kind: 'ack', epoch: 1, n: 3, seq: 9 },
      { kind: 'refused', n: 3, reason: 'CLOSED' },
      { kind: 'welcome', epoch: 1, schemaVersion: 1, isSaving: false },
      { kind: 'saving', isSaving: true },
    ];
    for (const message of sent) expect(readServerMessage(serverMessage(message))).toEqual(message);
  });

  it('RM21 an unknown reason, a short writer and number 0 are no messages', () => {
    expect(readServerMessage(Uint8Array.of(102, 1, 1, 65))).toBeUndefined();
    expect(readClientMessage(Uint8Array.of(103, 1, 2, 1, 1, 0, 0))).toBeUndefined();
    expect(readClientMessage(numberedMessage({ epoch: 1, n: 0, update: bytes }))).toBeUndefined();
  });

  it('RM22 any bytes are a message or nothing, never an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (garbage) => {
        readClientMessage(garbage);
        readServerMessage(garbage);
      }),
      { numRuns: 2_000 },
    );
  });

  it('RM22 bytes behind a message make it none', () => {
    expect(readClientMessage(Uint8Array.of(...updateMessage(bytes), 0))).toBeUndefined();
  });
});
