import { beforeEach, describe, expect, it } from 'vitest';
import { Announcer, type AnnounceLevel } from './announcer.ts';

/** A clock that stands still until the test moves it. */
class HandClock {
  #now = 1_000_000;
  #timers: { at: number; then: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.#now + ms, then };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = next.at;
      next.then();
    }
    this.#now = until;
  }
}

describe('what is read out', () => {
  let clock: HandClock;
  let level: AnnounceLevel;
  let announcer: Announcer;
  let said: { at: number; text: string }[];
  let alerts: string[];

  beforeEach(() => {
    clock = new HandClock();
    level = 'ALL';
    announcer = new Announcer(clock, () => level);
    said = [];
    alerts = [];
    announcer.listen({
      status: (text) => said.push({ at: clock.now(), text }),
      alert: (text) => alerts.push(text),
    });
  });

  const texts = () => said.map(({ text }) => text);

  it('SH1 is at most one message in 5 seconds, and nothing that waits is lost', () => {
    for (let count = 1; count <= 20; count += 1) {
      announcer.announce({ text: `zin ${count}.`, weight: 'IMPORTANT', person: `p${count}` });
      clock.pass(700);
    }
    clock.pass(200_000);
    expect(texts()).toEqual(Array.from({ length: 20 }, (_, index) => `zin ${index + 1}.`));
    const gaps = said.slice(1).map(({ at }, index) => at - (said[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5_000);
  });

  it('SH1 the first comes at once', () => {
    announcer.announce({ text: 'Besluit bevestigd.', weight: 'IMPORTANT' });
    expect(texts()).toEqual(['Besluit bevestigd.']);
  });

  it('SH2 what waits of one person is read out together, of others after it', () => {
    announcer.announce({ text: 'eerst.', weight: 'DETAIL' });
    announcer.announce({ text: 'JD schrijft.', weight: 'DETAIL', person: 'jd' });
    announcer.announce({ text: 'SM kwam erbij.', weight: 'DETAIL', person: 'sm' });
    announcer.announce({ text: 'JD zei ja.', weight: 'DETAIL', person: 'jd' });
    clock.pass(10_000);
    expect(texts()).toEqual(['eerst.', 'JD schrijft. JD zei ja.', 'SM kwam erbij.']);
  });

  it('SH3 a newer sentence about the same takes the place of the one that waits', () => {
    announcer.announce({ text: 'eerst.', weight: 'DETAIL' });
    announcer.announce({
      text: 'JD schreef 1 zin.',
      weight: 'DETAIL',
      person: 'jd',
      about: 'jd-notes',
    });
    announcer.announce({
      text: 'JD schreef 2 zinnen.',
      weight: 'DETAIL',
      person: 'jd',
      about: 'jd-notes',
    });
    clock.pass(10_000);
    expect(texts()).toEqual(['eerst.', 'JD schreef 2 zinnen.']);
  });

  it('SH4 what the reader did comes before the rest, then what is important', () => {
    announcer.announce({ text: 'eerst.', weight: 'DETAIL' });
    announcer.announce({ text: 'detail.', weight: 'DETAIL' });
    announcer.announce({ text: 'voorzitter.', weight: 'IMPORTANT' });
    announcer.announce({ text: 'verplaatst.', weight: 'OWN' });
    clock.pass(20_000);
    expect(texts()).toEqual(['eerst.', 'verplaatst.', 'voorzitter.', 'detail.']);
  });

  it.each([
    ['ALL', ['own', 'important', 'detail']],
    ['IMPORTANT', ['own', 'important']],
    ['SILENT', ['own']],
  ] as const)('SH5 with %s it is %o', (chosen, heard) => {
    level = chosen;
    announcer.announce({ text: 'own', weight: 'OWN' });
    announcer.announce({ text: 'important', weight: 'IMPORTANT' });
    announcer.announce({ text: 'detail', weight: 'DETAIL' });
    clock.pass(60_000);
    expect(texts()).toEqual(heard);
  });

  it('SH5 a reader who asks for silence does not hear what was still waiting', () => {
    announcer.announce({ text: 'eerst.', weight: 'DETAIL' });
    announcer.announce({ text: 'later.', weight: 'DETAIL' });
    level = 'SILENT';
    clock.pass(60_000);
    expect(texts()).toEqual(['eerst.']);
  });

  it('SH6 an alert comes at once and with every setting', () => {
    level = 'SILENT';
    announcer.announce({ text: 'verplaatst.', weight: 'OWN' });
    announcer.alert('Opslaan lukt nu niet.');
    announcer.alert('De tafel is gesloten.');
    expect(alerts).toEqual(['Opslaan lukt nu niet.', 'De tafel is gesloten.']);
  });

  it('is silent after the page has gone, and what waits is heard on the next', () => {
    const other: string[] = [];
    const end = announcer.listen({ status: (text) => other.push(text), alert: () => undefined });
    announcer.announce({ text: 'een.', weight: 'OWN' });
    announcer.announce({ text: 'twee.', weight: 'OWN' });
    end();
    clock.pass(60_000);
    expect(other).toEqual(['een.']);
    announcer.listen({ status: (text) => other.push(text), alert: () => undefined });
    expect(other).toEqual(['een.', 'twee.']);
  });
});
