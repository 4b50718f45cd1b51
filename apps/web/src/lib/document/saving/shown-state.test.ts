import { describe, expect, it } from 'vitest';
import type { DocumentState } from '../document-state.ts';
import { isFleeting, nextAnnouncement, type Announcement } from './shown-state.ts';

const saved: DocumentState = { kind: 'SAVED' };
const saving: DocumentState = { kind: 'SAVING', count: 1, isSlow: false };
const waiting: DocumentState = { kind: 'WAITING', count: 2 };

function readOut(...states: readonly DocumentState[]): Announcement {
  return states.reduce<Announcement>((last, state) => nextAnnouncement(last, state), 'OPENING');
}

describe('what is read out', () => {
  it('is nothing while everything goes as it should', () => {
    expect(readOut(saved, saving, saved, saving)).toBe('NOTHING');
  });

  it('is not that the connection is gone while a page opens', () => {
    expect(readOut(waiting, saving, saved)).toBe('NOTHING');
  });

  it('is that the connection is gone, and that it is back once all is saved', () => {
    expect(readOut(saved, waiting)).toBe('WAITING');
    expect(readOut(saved, waiting, saving)).toBe('WAITING');
    expect(readOut(saved, waiting, saving, saved)).toBe('BACK');
    expect(readOut(saved, waiting, saved, saving, saved)).toBe('BACK');
  });
});

describe('what waits a moment before it is shown', () => {
  it('is what usually passes by itself', () => {
    expect(isFleeting(saved, saving)).toBe(true);
    expect(isFleeting(saved, waiting)).toBe(true);
    expect(isFleeting(waiting, saving)).toBe(false);
  });

  it('is never trouble', () => {
    expect(isFleeting(saved, { kind: 'TROUBLE', count: 1 })).toBe(false);
    expect(isFleeting(saved, { kind: 'REFUSED', reason: 'CLOSED' })).toBe(false);
  });
});
