import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PacedPieces } from './paced-pieces.ts';
import { inPieces, JoinedPieces, polledLimits, type PolledPiece } from './polled-documents.ts';

const { eventBytes, eventMessages } = polledLimits;

/** Messages that can be told apart, whatever was done to them. */
function numbered(lengths: readonly number[]): Uint8Array[] {
  return lengths.map((length, i) => new Uint8Array(length).fill(i + 1));
}

function joined(pieces: readonly PolledPiece[], channel = 3): Uint8Array[] {
  const incoming = new JoinedPieces(Infinity);
  return pieces.flatMap((piece) => {
    if (piece.kind === 'message') return incoming.message(channel, piece.messages);
    expect(incoming.part(channel, piece.bytes)).toBe(true);
    return [];
  });
}

function sizeOf(piece: PolledPiece): number {
  if (piece.kind === 'part') return piece.bytes.length;
  return piece.messages.reduce((sum, { length }) => sum + length, 0);
}

const amounts = fc.array(
  fc.oneof(
    fc.nat(40),
    fc.constantFrom(eventBytes - 1, eventBytes, eventBytes + 1, 3 * eventBytes + 7),
  ),
  { maxLength: 40 },
);

describe('EP200 messages without WebSocket', () => {
  it('fit in what socket.io and a proxy let through, and come out as they went in', () => {
    fc.assert(
      fc.property(amounts, (lengths) => {
        const pieces = inPieces(numbered(lengths));
        for (const piece of pieces) {
          expect(sizeOf(piece)).toBeLessThanOrEqual(eventBytes);
          if (piece.kind === 'message')
            expect(piece.messages.length).toBeLessThanOrEqual(eventMessages);
        }
        const whole = joined(pieces);
        expect(whole.map(({ length }) => length)).toEqual(lengths);
        expect(whole.every((message, i) => message.every((byte) => byte === i + 1))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('take no more events than they need', () => {
    expect(inPieces(numbered([1, 2, 3]))).toHaveLength(1);
    expect(inPieces([])).toEqual([]);
    expect(inPieces(numbered(Array.from({ length: 22 }, () => 5)))).toHaveLength(3);
  });

  it('a body with the largest event stays below what a proxy takes by itself', () => {
    const asText = Math.ceil((eventBytes * 4) / 3);
    expect(2 * asText).toBeLessThan(polledLimits.bodyBytes);
    expect(polledLimits.bodyBytes).toBeLessThan(1_000_000);
  });

  it('a beginning without an end holds no more than one message, and goes when another begins', () => {
    const incoming = new JoinedPieces(10);
    expect(incoming.part(1, new Uint8Array(8))).toBe(true);
    expect(incoming.part(1, new Uint8Array(8))).toBe(false);
    expect(incoming.message(1, [Uint8Array.of(1)])).toEqual([Uint8Array.of(1)]);
    incoming.part(1, Uint8Array.of(5));
    incoming.part(2, Uint8Array.of(6));
    expect(incoming.message(1, [Uint8Array.of(1)])).toEqual([Uint8Array.of(1)]);
    expect(incoming.message(2, [Uint8Array.of(7)])).toEqual([Uint8Array.of(6, 7)]);
    incoming.part(2, Uint8Array.of(8));
    incoming.forget(2);
    expect(incoming.message(2, [Uint8Array.of(9)])).toEqual([Uint8Array.of(9)]);
  });
});

describe('EP201 a long document on a slow line', () => {
  function paced() {
    const out: string[] = [];
    const pieces = new PacedPieces((channel, piece) => {
      out.push(`${channel}:${piece.kind} ${sizeOf(piece)}`);
    });
    return { out, pieces };
  }

  it('leaves piece by piece, each once the one before has gone, and what ends it comes last', () => {
    const { out, pieces } = paced();
    pieces.add(1, numbered([2 * eventBytes + 5]));
    pieces.after(1, () => out.push('closed'));
    expect(out).toEqual([`1:part ${eventBytes}`]);
    expect(pieces.bytes).toBe(2 * eventBytes + 5);
    pieces.drained();
    expect(out).toHaveLength(2);
    pieces.drained();
    expect(out.slice(2)).toEqual(['1:message 5', 'closed']);
    pieces.drained();
    expect(pieces.bytes).toBe(0);
  });

  it('lets what is small leave at once', () => {
    const { out, pieces } = paced();
    for (let i = 0; i < 3; i += 1) pieces.add(1, numbered([20]));
    expect(out).toHaveLength(3);
  });

  it('says nothing on a channel that nobody listens to any more', () => {
    const { out, pieces } = paced();
    pieces.add(1, numbered([2 * eventBytes]));
    pieces.add(2, numbered([4]));
    pieces.forget(1);
    pieces.drained();
    expect(out).toEqual([`1:part ${eventBytes}`, '2:message 4']);
  });

  it('does not mix two events when the head of one leaves alone', () => {
    const out: string[] = [];
    const pieces: PacedPieces = new PacedPieces((channel, piece) => {
      out.push(`${channel} begins`);
      // As the engine does between the head of an event and its buffers.
      pieces.drained();
      out.push(`${channel} ends ${sizeOf(piece)}`);
    });
    pieces.add(1, numbered([eventBytes]));
    pieces.add(2, numbered([9]));
    pieces.drained();
    expect(out).toEqual(['1 begins', `1 ends ${eventBytes}`, '2 begins', '2 ends 9']);
  });
});
