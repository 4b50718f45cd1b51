import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { joinDrawing } from './join-drawing.ts';

const scale = 4;

/** What a camera would see of the drawing. */
function photo({ path, size }: ReturnType<typeof joinDrawing>) {
  const side = size * scale;
  const data = new Uint8Array(side * side * 3).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let dy = 0; dy < scale; dy += 1)
      data.fill(
        0,
        ((Number(y) * scale + dy) * side + Number(x) * scale) * 3,
        ((Number(y) * scale + dy) * side + (Number(x) + 1) * scale) * 3,
      );
  return { width: side, height: side, data };
}

describe('the address of a table as a drawing', () => {
  it('TL35 a camera reads the address of the table', () => {
    const address = 'https://tafel.example.nl/tafel/mgssliultxucus2yzpq7qwbo3m';
    expect(decodeQR(photo(joinDrawing(address)))).toBe(address);
  });

  it('TL35 the drawing has a white edge of four modules on every side', () => {
    const { path, size } = joinDrawing('https://tafel.example.nl/tafel/a');
    const places = [...path.matchAll(/M(\d+) (\d+)h/g)].flatMap(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    expect(Math.min(...places)).toBe(4);
    expect(Math.max(...places)).toBe(size - 5);
  });
});
