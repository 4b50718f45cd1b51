import { describe, expect, it } from 'vitest';
import { PendingSeal } from './pending-sign-in.ts';

const secret = Buffer.alloc(32, 7);
const waiting = {
  state: 'state',
  nonce: 'nonce',
  codeVerifier: 'verifier',
  returnTo: '/tafel',
  endsAt: 1_000,
};

describe('ID12 what a sign-in waits for', () => {
  it('comes back as it was, with the same secret', () => {
    const sealed = new PendingSeal(secret).seal(waiting);
    expect(new PendingSeal(secret).open(sealed, 999)).toEqual(waiting);
    expect(new PendingSeal(Buffer.alloc(32, 8)).open(sealed, 999)).toBeUndefined();
  });

  it('is over when its time is', () => {
    const seal = new PendingSeal(secret);
    expect(seal.open(seal.seal(waiting), 1_000)).toBeUndefined();
  });

  it('cannot be read, and any changed byte is noticed', () => {
    const seal = new PendingSeal(secret);
    const bytes = Buffer.from(seal.seal(waiting), 'base64url');
    expect(bytes.includes('verifier')).toBe(false);
    for (let place = 0; place < bytes.length; place++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
      expect(seal.open(changed.toString('base64url'), 0)).toBeUndefined();
    }
  });

  it.each([undefined, '', 'x', 'a'.repeat(100)])('%j is nothing', (text) => {
    expect(new PendingSeal(secret).open(text, 0)).toBeUndefined();
  });
});
