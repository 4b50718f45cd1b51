import { describe, expect, it } from 'vitest';
import { fitted, labelRoom } from './label-room.ts';

describe('the words in the picture of a case', () => {
  it('FB6 stand on two lines in turn, and have the room up to the next on their line', () => {
    const room = labelRoom([
      { key: 'third', at: 50 },
      { key: 'first', at: 10 },
      { key: 'second', at: 12 },
      { key: 'last', at: 90 },
    ]);
    expect(room.get('first')).toEqual({ line: 0, isLeft: false, letters: 45 });
    expect(room.get('second')?.line).toBe(1);
    expect(room.get('last')).toMatchObject({ line: 1, isLeft: true });
    expect(room.get('third')?.letters).toBeGreaterThan(50);
  });

  it('FB6 a word that does not fit is cut, and left out when nothing of it would be left', () => {
    const crowd = [60, 61, 62, 63].map((at) => ({ key: String(at), at }));
    expect(labelRoom(crowd).get('63')?.letters).toBe(0);
    expect(fitted('Voorwaarden & Vervolg', 30)).toBe('Voorwaarden & Vervolg');
    expect(fitted('Voorwaarden & Vervolg', 12)).toBe('Voorwaarden…');
    expect(fitted('Voorwaarden & Vervolg', 0)).toBe('');
  });
});
