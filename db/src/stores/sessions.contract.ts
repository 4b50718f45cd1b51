import { type Instant, instant, type PersonId } from '@overlegtafel/domain';
import type { SessionRow, SessionStore } from '@overlegtafel/usecases';
import { expect, it } from 'vitest';

const at = (minutes: number): Instant => instant(Date.UTC(2026, 10, 24, 9) + minutes * 60_000);
const lb = 'vt-worker' as PersonId;
const rv = 'process-director' as PersonId;

/**
 * What every store of sessions keeps to. `open` gives one whose database others may use too; `another` that of another
 * process before the same database.
 */
export function describeSessionStore(open: () => SessionStore, another: () => SessionStore): void {
  let count = 0;
  const session = (person = lb, parts: Partial<SessionRow> = {}): SessionRow => ({
    tokenHash: `${++count}`.padStart(64, '0'),
    person,
    startedAt: at(0),
    usedAt: at(0),
    endsAt: at(600),
    ...parts,
  });

  it('ID1 a session is found by its hash, as it was kept', async () => {
    const store = open();
    const one = session(lb, { issuerSession: 'sid' });
    await store.add(one);
    expect(await store.find(one.tokenHash)).toEqual(one);
    expect(await store.find('f'.repeat(64))).toBeUndefined();
  });

  it('ID30 those of a session at the issuer are found by it, as long as they live', async () => {
    const store = open();
    const [one, two] = [
      session(lb, { issuerSession: 'same' }),
      session(lb, { issuerSession: 'same' }),
    ];
    for (const each of [one, two, session(lb, { issuerSession: 'other' })]) await store.add(each);
    await store.end([two.tokenHash], at(1));
    expect(await store.ofIssuerSession('same', at(2))).toEqual([one]);
    expect(await store.ofIssuerSession('none', at(2))).toEqual([]);
  });

  it('ID2 its use moves forward and never back, nor after its end', async () => {
    const store = open();
    const one = session();
    await store.add(one);
    await store.used(one.tokenHash, at(5));
    await store.used(one.tokenHash, at(3));
    expect((await store.find(one.tokenHash))?.usedAt).toBe(at(5));
    await store.end([one.tokenHash], at(6));
    await store.used(one.tokenHash, at(9));
    expect(await store.find(one.tokenHash)).toMatchObject({ usedAt: at(5), endedAt: at(6) });
  });

  it('ID3 ID5 what ended is told to whoever asks, and is nobody’s any more', async () => {
    const store = open();
    const [one, two, other] = [session(), session(), session(rv)];
    for (const each of [one, two, other]) await store.add(each);
    await store.end([one.tokenHash], at(7));
    await store.end([one.tokenHash], at(8));
    const live = await store.ofPerson(lb, at(8));
    expect(live.map(({ tokenHash }) => tokenHash)).toContain(two.tokenHash);
    expect(live.map(({ tokenHash }) => tokenHash)).not.toContain(one.tokenHash);
    expect(live.every(({ person }) => person === lb)).toBe(true);
    const ended = await store.endedSince(at(7));
    expect(ended.find(({ tokenHash }) => tokenHash === one.tokenHash)?.endedAt).toBe(at(7));
    expect(ended.map(({ tokenHash }) => tokenHash)).not.toContain(other.tokenHash);
    await store.end([], at(9));
  });

  it('ID2 what is long over is forgotten', async () => {
    const store = open();
    const old = session(lb, { endsAt: at(-600) });
    const live = session();
    await store.add(old);
    await store.add(live);
    await store.forget(at(-300));
    expect(await store.find(old.tokenHash)).toBeUndefined();
    expect(await store.find(live.tokenHash)).toBeDefined();
  });

  it('ID33 a logout token is believed once by all processes together, and forgotten when it is too old', async () => {
    const [here, there] = [open(), another()];
    const said = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 === 0 ? here : there).believes('a-token', at(4), at(0)),
      ),
    );
    expect(said.filter((isFirst) => isFirst)).toHaveLength(1);
    expect(await there.believes('another-token', at(8), at(5))).toBe(true);
    expect(await here.believes('another-token', at(8), at(5))).toBe(false);
    expect(await here.believes('a-token', at(12), at(6))).toBe(true);
  });

  it('ID13 an issuer means who was entered, and nobody else', async () => {
    const store = open();
    const issuer = 'https://inloggen.example.nl';
    await store.enter(issuer, 'subject-1', lb);
    expect(await store.personOf(issuer, 'subject-1')).toBe(lb);
    expect(await store.personOf(issuer, 'subject-2')).toBeUndefined();
    expect(await store.personOf('https://other.example', 'subject-1')).toBeUndefined();
    await store.enter(issuer, 'subject-1', rv);
    expect(await store.personOf(issuer, 'subject-1')).toBe(rv);
  });
}
