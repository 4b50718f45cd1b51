import { describe, expect, it } from 'vitest';
import { practicePeople } from '../practice/people.ts';
import { PracticeSessions, practiceSessionMs } from './practice-sessions.ts';

const secret = new Uint8Array(32).fill(7);
const [chair] = practicePeople;
if (chair === undefined) throw new Error('the practice table has a chair');
const nowMs = Date.UTC(2026, 10, 24, 8);

describe('practice sessions', () => {
  const sessions = new PracticeSessions(secret, false);
  const cookie = `session=${sessions.start(chair, nowMs)}`;

  it('know the person behind their own token', () => {
    expect(sessions.signedIn(`other=1; ${cookie}`, nowMs)).toEqual(chair);
  });

  it('outlive a restart', () => {
    expect(new PracticeSessions(secret, false).signedIn(cookie, nowMs)).toEqual(chair);
  });

  it('end after ten hours', () => {
    expect(sessions.signedIn(cookie, nowMs + practiceSessionMs - 1)).toEqual(chair);
    expect(sessions.signedIn(cookie, nowMs + practiceSessionMs)).toBeUndefined();
  });

  it.each([
    ['no header', undefined],
    ['an empty cookie', 'session='],
    [
      'a token of another server',
      `session=${new PracticeSessions(new Uint8Array(32), false).start(chair, nowMs)}`,
    ],
    ['another person under the same signature', cookie.replace('chair', 'police')],
    ['a later end under the same signature', cookie.replace(/\.(\d+)\./, '.9999999999999.')],
    ['a token cut short', cookie.slice(0, -1)],
    ['the name that belongs to https', cookie.replace('session=', '__Host-session=')],
  ])('refuse %s', (_name, header) => {
    expect(sessions.signedIn(header, nowMs)).toBeUndefined();
  });
});
