import { instant, type PersonId } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { RowsInMemory } from './sessions-in-memory.fixture.ts';
import { writeSessionCookie } from './session-cookie.ts';
import { productionTimes, StoredSessions } from './stored-sessions.ts';

/** Moments in the tests count from here. */
const tableDayMs = Date.UTC(2026, 10, 24, 9);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const lb = 'vt-worker' as PersonId;
const rv = 'process-director' as PersonId;

function made() {
  const store = new RowsInMemory();
  const gone = new Set<PersonId>();
  const sessions = new StoredSessions({
    store,
    times: productionTimes,
    isSecure: true,
    personOf: (person) =>
      Promise.resolve(
        gone.has(person)
          ? undefined
          : { person, name: person, organisation: 'veilig-thuis' as never, role: 'vt-worker' },
      ),
  });
  const start = (person: PersonId) => sessions.start(person, tableDayMs);
  const ask = async (token: string, nowMs: number, isWatching?: boolean) => {
    const cookie = writeSessionCookie(token, true).split(';')[0];
    return (await sessions.session(cookie, tableDayMs + nowMs, isWatching))?.who.person;
  };
  return { store, gone, sessions, start, ask };
}

describe('sessions', () => {
  it('ID1 the token stands nowhere, and nothing else opens the session', async () => {
    const { store, sessions, start, ask } = made();
    const token = await start(lb);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await ask(token, 1)).toBe(lb);
    const [row] = [...store.rows.values()];
    expect(JSON.stringify(row)).not.toContain(token);
    expect(await ask(row?.tokenHash ?? '', 1)).toBeUndefined();
    expect(await ask(`${token}x`, 1)).toBeUndefined();
    expect(await sessions.session(undefined, tableDayMs)).toBeUndefined();
  });

  it('ID4 a new sign-in ends what the browser had before, whoever’s it was, and nothing else', async () => {
    const { sessions, start, ask } = made();
    const [old, elsewhere] = [await start(lb), await start(lb)];
    const cookieHeader = writeSessionCookie(old, true).split(';')[0];
    const token = await sessions.start(rv, tableDayMs + 1, { cookieHeader });
    expect(await ask(old, 2)).toBeUndefined();
    expect(await ask(elsewhere, 2)).toBe(lb);
    expect(await ask(token, 2)).toBe(rv);
    expect(token).not.toBe(old);
  });

  it('ID4 what was not valid then does not come back later', async () => {
    const { sessions, start, ask, gone } = made();
    const old = await start(lb);
    gone.add(lb);
    const cookieHeader = writeSessionCookie(old, true).split(';')[0];
    await sessions.start(rv, tableDayMs + minuteMs, { cookieHeader });
    gone.delete(lb);
    expect(await ask(old, 2 * minuteMs)).toBeUndefined();
  });

  it('ID2 it ends ten minutes after it was last used', async () => {
    const { start, ask } = made();
    const token = await start(lb);
    expect(await ask(token, 9 * minuteMs)).toBe(lb);
    expect(await ask(token, 18 * minuteMs)).toBe(lb);
    expect(await ask(token, 28 * minuteMs + 1)).toBeUndefined();
  });

  it('CL1 a clock that goes back an hour keeps nothing that was ended, nor makes it last longer', async () => {
    const { sessions, start, ask, gone } = made();
    const [token, other] = [await start(lb), await start(rv)];
    expect(await ask(token, 5 * minuteMs)).toBe(lb);
    expect(await ask(other, 5 * minuteMs)).toBe(rv);
    gone.add(lb);
    await sessions.endAllOf(rv, tableDayMs - 55 * minuteMs);
    expect(await ask(token, -55 * minuteMs)).toBeUndefined();
    expect(await ask(other, -55 * minuteMs)).toBeUndefined();
    gone.delete(lb);
    // Its ends stand where they stood: used at five past, so over at a quarter past.
    expect(await ask(token, 15 * minuteMs + 1)).toBeUndefined();
  });

  it('CL2 a clock that goes forward a day ends it, and going back gives it back only within its time', async () => {
    const { start, ask } = made();
    const token = await start(lb);
    expect(await ask(token, 24 * hourMs)).toBeUndefined();
    expect(await ask(token, 5 * minuteMs)).toBe(lb);
    expect(await ask(token, 24 * hourMs)).toBeUndefined();
  });

  it('ID2 looking on is not using it', async () => {
    const { start, ask } = made();
    const token = await start(lb);
    expect(await ask(token, 6 * minuteMs, true)).toBe(lb);
    expect(await ask(token, 9 * minuteMs, true)).toBe(lb);
    expect(await ask(token, 10 * minuteMs)).toBeUndefined();
  });

  it('SH43 asking when it ends is not using it, and using it right after asking counts', async () => {
    const { sessions, start, ask } = made();
    const token = await start(lb);
    const cookie = writeSessionCookie(token, true).split(';')[0];
    const askedAtMs = tableDayMs + 9 * minuteMs;
    const ends = await sessions.ends(cookie, askedAtMs);
    expect(ends?.idleEndsAtMs).toBe(tableDayMs + 10 * minuteMs);
    expect(await ask(token, 9 * minuteMs + 500)).toBe(lb);
    expect((await sessions.ends(cookie, askedAtMs + 600))?.idleEndsAtMs).toBe(
      tableDayMs + 19 * minuteMs + 500,
    );
  });

  it('ID2 it ends ten hours after it began, however busy', async () => {
    const { start, ask } = made();
    const token = await start(lb);
    for (let at = 5 * minuteMs; at < 10 * hourMs; at += 5 * minuteMs)
      expect(await ask(token, at)).toBe(lb);
    expect(await ask(token, 10 * hourMs)).toBeUndefined();
  });

  it('ID2 ID3 it ends when the person has no membership any more, within a second', async () => {
    const { gone, start, ask } = made();
    const token = await start(lb);
    expect(await ask(token, 1_000)).toBe(lb);
    gone.add(lb);
    expect(await ask(token, 2_001)).toBeUndefined();
  });

  it('ID3 an ended session is ended at once, here and where it was asked a second ago', async () => {
    const { store, sessions, start, ask } = made();
    const token = await start(lb);
    const live = await sessions.session(
      writeSessionCookie(token, true).split(';')[0],
      tableDayMs + 1,
    );
    await sessions.end(live?.tokenHash ?? '', tableDayMs + 2);
    expect(await ask(token, 3)).toBeUndefined();
    const other = await start(lb);
    expect(await ask(other, 4)).toBe(lb);
    // Another process ends it: this one finds out when it looks again.
    await store.end([...store.rows.keys()], instant(Date.UTC(2026, 10, 24)));
    expect(await ask(other, 1_005)).toBeUndefined();
  });

  it('ID4 each sign-in has a token of its own', async () => {
    const { start } = made();
    const tokens = await Promise.all(Array.from({ length: 100 }, () => start(lb)));
    expect(new Set(tokens).size).toBe(100);
  });

  it('ID5 ending all of a person’s sessions leaves others alone', async () => {
    const { sessions, start, ask } = made();
    const [one, two, other] = await Promise.all([lb, lb, rv].map((person) => start(person)));
    await sessions.endAllOf(lb, tableDayMs + 5);
    expect(await ask(one ?? '', 6)).toBeUndefined();
    expect(await ask(two ?? '', 6)).toBeUndefined();
    expect(await ask(other ?? '', 6)).toBe(rv);
  });

  it('a storm of questions reads a session once a second', async () => {
    const { store, start, ask } = made();
    const token = await start(lb);
    for (let n = 0; n < 500; n++) await ask(token, 100 + n);
    expect(store.reads).toBe(1);
  });
});
