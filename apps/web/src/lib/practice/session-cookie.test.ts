import { describe, expect, it } from 'vitest';
import { sessionHandedOut } from './session-cookie.ts';

describe('sessionHandedOut', () => {
  it('finds the session among the cookies', () => {
    const headers = new Headers({ 'set-cookie': 'language=nl; Path=/' });
    headers.append('set-cookie', '__Host-session=a.b-c_d; Path=/; HttpOnly; Secure; SameSite=Lax');
    expect(sessionHandedOut(headers)).toEqual({
      name: '__Host-session',
      value: 'a.b-c_d',
      secure: true,
    });
  });

  it('finds none where there is none', () => {
    expect(sessionHandedOut(new Headers({ 'set-cookie': 'language=nl' }))).toBeUndefined();
  });
});
