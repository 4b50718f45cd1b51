import { describe, expect, it } from 'vitest';
import { frameOf, framesOf } from './frames.ts';

const filled = (length: number) => new Uint8Array(length).fill(7);

describe('a frame', () => {
  it.each([
    [0, [0x82, 0]],
    [125, [0x82, 125]],
    [126, [0x82, 126, 0, 126]],
    [65_535, [0x82, 126, 0xff, 0xff]],
    [65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
  ])('of %d bytes has the header of RFC 6455', (length, header) => {
    const frame = frameOf(filled(length));
    expect([...frame.subarray(0, header.length)]).toEqual(header);
    expect(frame.subarray(header.length).equals(filled(length))).toBe(true);
  });

  it('is made once for everybody who gets the same', () => {
    const messages = [filled(3), filled(4)];
    expect(framesOf(messages)).toBe(framesOf(messages));
    expect(framesOf(messages).equals(Buffer.concat(messages.map(frameOf)))).toBe(true);
  });
});
