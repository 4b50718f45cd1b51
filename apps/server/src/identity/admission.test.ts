import { describe, expect, it } from 'vitest';
import { practicePeople } from '../practice/people.ts';
import { admit } from './admission.ts';

const [chair] = practicePeople;
const at = {
  sessions: {
    signedIn: (cookie: string | undefined) =>
      Promise.resolve(cookie === 'session=good' ? chair : undefined),
  },
  origins: ['http://127.0.0.1:3000', 'http://localhost:3000'],
  nowMs: 0,
};
const cookie = 'session=good';

describe('a live connection', () => {
  it('EP1 is admitted from our own origin with a session', async () => {
    const headers = { origin: 'http://localhost:3000', cookie, upgrade: 'websocket' };
    expect(await admit({ headers }, at)).toEqual({ kind: 'admitted', who: chair });
  });

  it('EP1 is refused with 401 without a session', async () => {
    const headers = { origin: 'http://localhost:3000', upgrade: 'websocket' };
    expect(await admit({ headers }, at)).toEqual({ kind: 'refused', status: 401 });
  });

  it.each([
    ['another site', 'https://evil.example'],
    ['a sandboxed page', 'null'],
    ['our name as a suffix', 'http://localhost:3000.evil.example'],
    ['our name on another port', 'http://localhost:3001'],
    ['our name over https', 'https://localhost:3000'],
    ['nowhere', ''],
  ])('EP2 is refused with 403 from %s', async (_name, origin) => {
    expect(await admit({ headers: { origin, cookie, upgrade: 'websocket' } }, at)).toEqual({
      kind: 'refused',
      status: 403,
    });
  });

  it('EP2 is refused as a WebSocket without an origin, whatever else it says', async () => {
    const headers = { cookie, upgrade: 'websocket', 'sec-fetch-site': 'same-origin' };
    expect(await admit({ headers }, at)).toEqual({ kind: 'refused', status: 403 });
  });

  it('EP3 may poll without an origin when the browser says that our own page asks', async () => {
    expect((await admit({ headers: { cookie, 'sec-fetch-site': 'same-origin' } }, at)).kind).toBe(
      'admitted',
    );
    expect((await admit({ headers: { cookie, 'sec-fetch-site': 'cross-site' } }, at)).kind).toBe(
      'refused',
    );
    expect((await admit({ headers: { cookie } }, at)).kind).toBe('refused');
  });
});
