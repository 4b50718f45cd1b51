import { describe, expect, it } from 'vitest';
import type { Acceptance, ProvisionalHold } from '../model/card.ts';
import type { PersonId } from '../model/ids.ts';
import { addHours, instantOf } from '../terms/amsterdam.ts';
import { instant, localDate } from '../terms/local-date.ts';
import { answerStanding, receiptStanding } from './silence.ts';

const person = 'rv' as PersonId;
const asked = instantOf(localDate('2026-11-24'), '10:30');
const hold: ProvisionalHold = { holder: person, askedAt: asked };
const until = addHours(asked, 24);
const yes: Acceptance = { kind: 'ACCEPTED', by: person, at: asked, seen: '' };
const onBehalf: Acceptance = { ...yes, kind: 'ACCEPTED_ON_BEHALF' };
const no: Acceptance = { kind: 'DECLINED', by: person, at: asked, reason: 'vol' };
const none: Acceptance = { kind: 'NONE' };

describe('CO12 who is asked answers within 24 hours', () => {
  it.each([
    ['a yes', { acceptance: yes }, 'ACCEPTED'],
    ['a yes while somebody still holds it', { acceptance: yes, hold }, 'ACCEPTED'],
    ['a no', { acceptance: no }, 'DECLINED'],
    ['a no while somebody holds it', { acceptance: no, hold }, 'DECLINED'],
    ['a yes on behalf of somebody whom nobody asked', { acceptance: onBehalf }, 'SILENT'],
    ['nobody asked', { acceptance: none }, 'SILENT'],
  ])('%s', (_name, action, kind) => {
    expect(answerStanding(action, asked, 24)).toEqual({ kind });
  });

  it.each([
    ['no answer', none],
    ['a yes on behalf', onBehalf],
  ])('%s is awaited up to the last millisecond, and silence from then on', (_name, acceptance) => {
    const action = { acceptance, hold };
    expect(answerStanding(action, asked, 24)).toEqual({ kind: 'AWAITED', until });
    expect(answerStanding(action, instant(until - 1), 24).kind).toBe('AWAITED');
    expect(answerStanding(action, until, 24)).toEqual({ kind: 'SILENT' });
    expect(answerStanding(action, until, 25).kind).toBe('AWAITED');
  });
});

describe('CO5 a handover waits for its receipt', () => {
  const offered = { offeredAt: asked };
  it.each([
    [{ kind: 'RECEIVED', by: person, at: asked } as const, 'ACCEPTED'],
    [{ kind: 'REFUSED', by: person, at: asked, reason: 'wachtlijst' } as const, 'DECLINED'],
  ])('%o', (answer, kind) => {
    expect(receiptStanding({ ...offered, answer }, until, 24)).toEqual({ kind });
  });
  it('is awaited, and then silence', () => {
    const handover = { ...offered, answer: none };
    expect(receiptStanding(handover, instant(until - 1), 24)).toEqual({ kind: 'AWAITED', until });
    expect(receiptStanding(handover, until, 24)).toEqual({ kind: 'SILENT' });
  });
});
