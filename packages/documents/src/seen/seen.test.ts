import { settled, type Register } from '@overlegtafel/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { isSeen } from './is-seen.ts';
import { seenOf, stillSeen, unsettled, type SeenSubject } from './seen.ts';

type ActionSubject = Extract<SeenSubject, { of: 'ACTION' }>;

function register<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Register<T>> {
  return fc.oneof(
    { weight: 4, arbitrary: value.map((inner) => settled(inner)) },
    { weight: 1, arbitrary: fc.constant<Register<T>>({ kind: 'EMPTY' }) },
  );
}

const subject: fc.Arbitrary<ActionSubject> = fc.record({
  of: fc.constant('ACTION' as const),
  purpose: fc.constantFrom('CARE' as const, 'INTERIM_CHECK' as const, 'FEEDBACK' as const),
  words: register(fc.constantFrom('Belt school', 'Belt moeder')),
  owner: register(
    fc.constantFrom(
      { kind: 'PERSON', person: 'chair' as never } as const,
      { kind: 'PERSON', person: 'police-1' as never } as const,
      { kind: 'ORGANISATION', organisation: 'police' as never } as const,
    ),
  ),
  dueDate: register(fc.constantFrom('2026-11-24' as never, '2026-11-25' as never)),
  phase: register(fc.constantFrom('DIRECT_SAFETY' as const, 'RECOVERY' as const)),
  forWhom: register(
    fc.constantFrom(
      { kind: 'CASE' } as const,
      { kind: 'PERSONS', persons: ['child-1' as never] } as const,
    ),
  ),
});

const reversed = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).reverse()) as T;

describe('seen', () => {
  it('DC30 is the SHA-256 of the canonical JSON', () => {
    const text =
      '{"dueDate":"2026-11-24","forWhom":{"kind":"CASE"},"of":"ACTION","owner":{"kind":"PERSON","person":"chair"},"phase":"DIRECT_SAFETY","purpose":"CARE","words":"Belt school"}';
    expect(
      seenOf({
        of: 'ACTION',
        purpose: 'CARE',
        words: settled('Belt school'),
        owner: settled({ kind: 'PERSON', person: 'chair' as never }),
        dueDate: settled('2026-11-24' as never),
        phase: settled('DIRECT_SAFETY'),
        forWhom: settled({ kind: 'CASE' }),
      }),
    ).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('DC31 does not depend on the order of keys', () => {
    fc.assert(
      fc.property(subject, (one) => {
        const owner = one.owner.kind === 'VALUE' ? settled(reversed(one.owner.value)) : one.owner;
        expect(seenOf(reversed({ ...one, owner }))).toBe(seenOf(one));
      }),
    );
  });

  it('DC31 two subjects share a hash only when everything is equal', () => {
    fc.assert(
      fc.property(subject, subject, (one, other) => {
        expect(seenOf(one) === seenOf(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: 500 },
    );
  });

  it('DC31 owner and decision never share a hash, and an empty field is a value', () => {
    const empty = { kind: 'EMPTY' } as const;
    const hashes = [
      seenOf({ of: 'CASE_OWNER', owner: empty }),
      seenOf({ of: 'CASE_OWNER', owner: settled({ kind: 'PERSON', person: 'chair' as never }) }),
      seenOf({ of: 'DECISION', decisionKind: empty, words: '' }),
      seenOf({ of: 'DECISION', decisionKind: settled('DEFERRAL'), words: '' }),
      seenOf({ of: 'DECISION', decisionKind: settled('DEFERRAL'), words: 'Wachten op politie' }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes.every(isSeen)).toBe(true);
  });

  it('DC32 nobody can say yes to what is disputed or malformed', () => {
    const parts: Partial<ActionSubject>[] = [
      { words: { kind: 'MALFORMED' } },
      { owner: { kind: 'CONFLICT', values: [] } },
      { dueDate: { kind: 'CONFLICT', values: [] } },
      { forWhom: { kind: 'MALFORMED' } },
    ];
    fc.assert(
      fc.property(subject, fc.constantFrom(...parts), (one, part) => {
        const seen = seenOf({ ...one, ...part });
        expect(seen).toBe(unsettled);
        expect(isSeen(seen)).toBe(false);
        expect(stillSeen(seen, seen)).toBe(false);
        expect(stillSeen(seenOf(one), seen)).toBe(false);
        expect(stillSeen(seenOf(one), seenOf(one))).toBe(true);
      }),
    );
  });

  it('DC32 text that JSON cannot say is never settled', () => {
    expect(seenOf({ of: 'DECISION', decisionKind: { kind: 'EMPTY' }, words: '\ud800' })).toBe(
      unsettled,
    );
  });
});
