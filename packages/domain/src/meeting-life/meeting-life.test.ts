import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accepted,
  chair,
  completeCard,
  completeTable,
  debtAdviser,
  earlier,
  hashOf,
  idOf,
  later,
  localTeam,
  now,
  person,
  veiligThuis,
  vtWorker,
} from '../closing-gate/complete-meeting.fixture.ts';
import type { Acceptance } from '../model/card.ts';
import { type ItemState, itemStates, type Meeting, type MeetingState } from '../model/meeting.ts';
import { emptyRegister, settled } from '../model/register.ts';
import { instant, localDate } from '../terms/local-date.ts';
import { holdOutcome } from './hold-outcome.ts';
import { itemStep } from './item-step.ts';
import { type MeetingCommand, meetingStep } from './meeting-step.ts';
import { whoHasAction, whoHasIt } from './who-has-it.ts';

function meeting(state: MeetingState): Meeting {
  return {
    id: idOf('MeetingId', 'meeting'),
    tableId: idOf('TableId', 'table'),
    date: localDate('2026-11-24'),
    state,
    revision: 7,
    items: [],
  };
}

const prepared: MeetingState = { kind: 'PREPARED' };
const open: MeetingState = { kind: 'OPEN', openedAt: earlier, chair };
const adjourned: MeetingState = {
  kind: 'ADJOURNED',
  openedAt: earlier,
  adjournedAt: now,
  reason: 'brandalarm',
};
const closed: MeetingState = { kind: 'CLOSED', openedAt: earlier, closedAt: now, closedBy: chair };

const open1: MeetingCommand = { kind: 'OPEN', by: chair, at: now };
const adjourn: MeetingCommand = { kind: 'ADJOURN', by: chair, at: now, reason: 'brandalarm' };
const resume: MeetingCommand = { kind: 'RESUME', by: vtWorker, at: later };
const close: MeetingCommand = { kind: 'CLOSE', by: chair, at: now, blockers: [] };
const takeChair: MeetingCommand = {
  kind: 'TAKE_CHAIR',
  by: vtWorker,
  at: now,
  present: [vtWorker, localTeam],
};
const commands = [open1, adjourn, resume, close, takeChair];

function after(state: MeetingState, command: MeetingCommand) {
  const step = meetingStep(meeting(state), command);
  return step.ok ? step.meeting.state : step.refusal;
}

describe('the life of a meeting', () => {
  it('ML1 a prepared meeting is opened by its chair and by nothing else', () => {
    expect(after(prepared, open1)).toEqual({ kind: 'OPEN', openedAt: now, chair });
    for (const command of [adjourn, resume, close, takeChair])
      expect(after(prepared, command)).toEqual({ kind: 'NOT_NOW', state: 'PREPARED' });
  });

  it('ML2 an open meeting is adjourned with a reason', () => {
    expect(after(open, adjourn)).toEqual(adjourned);
    expect(after(open, { ...adjourn, reason: ' ' })).toEqual({ kind: 'REASON_MISSING' });
  });

  it('ML3 an adjourned meeting is only resumed and keeps when it opened', () => {
    expect(after(adjourned, resume)).toEqual({ kind: 'OPEN', openedAt: earlier, chair: vtWorker });
    for (const command of [open1, adjourn, close, takeChair])
      expect(after(adjourned, command)).toEqual({ kind: 'NOT_NOW', state: 'ADJOURNED' });
  });

  it('ML4 only an open meeting is closed, and only without blockers', () => {
    const blockers = [{ kind: 'NOT_UNDERSTOOD', path: 'x', jumpTo: 'x' } as const];
    expect(after(open, close)).toEqual(closed);
    expect(after(open, { ...close, blockers })).toEqual({ kind: 'BLOCKED', blockers });
  });

  it('ML1, ML3 an open meeting is not opened or resumed again', () => {
    for (const command of [open1, resume])
      expect(after(open, command)).toEqual({ kind: 'NOT_NOW', state: 'OPEN' });
  });

  it('ML5 a closed meeting stays closed', () => {
    for (const command of commands)
      expect(after(closed, command)).toEqual({ kind: 'NOT_NOW', state: 'CLOSED' });
  });

  it('ML6 somebody at the table takes the chair when the chair is not there', () => {
    expect(after(open, takeChair)).toEqual({ ...open, chair: vtWorker });
    expect(after(open, { ...takeChair, present: [localTeam] })).toEqual({ kind: 'NOT_AT_TABLE' });
    expect(after(open, { ...takeChair, present: [vtWorker, chair] })).toEqual({
      kind: 'CHAIR_IS_THERE',
      chair,
    });
  });

  it('ML7 every success raises the revision by one, a refusal changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...commands), { maxLength: 12 }), (list) => {
        let at = meeting(prepared);
        for (const command of list) {
          const before = structuredClone(at);
          const step = meetingStep(at, command);
          expect(at).toEqual(before);
          if (!step.ok) continue;
          expect(step.meeting).toEqual({
            ...before,
            state: step.meeting.state,
            revision: before.revision + 1,
          });
          at = step.meeting;
        }
      }),
    );
  });

  it('ML8 time does not run backwards', () => {
    const tooEarly = { kind: 'TOO_EARLY' };
    const before = instant(earlier - 1);
    expect(after(open, { ...close, at: before })).toEqual(tooEarly);
    expect(after(open, { ...adjourn, at: before })).toEqual(tooEarly);
    expect(after(adjourned, { ...resume, at: earlier })).toEqual(tooEarly);
    expect(after(open, { ...close, at: NaN as never })).toEqual(tooEarly);
    expect(after(open, { ...close, at: earlier })).toMatchObject({ kind: 'CLOSED' });
    expect(after(adjourned, { ...resume, at: now })).toMatchObject({ kind: 'OPEN' });
  });
});

describe('the life of an item', () => {
  it('ML20, ML21 goes to the table, is discussed and closed, and can come back', () => {
    const steps = (kind: 'BRING_TO_TABLE' | 'LEAVE') =>
      itemStates.map((state) => itemStep(state, { kind, meeting: 'OPEN' }));
    const is = (state: ItemState) => ({ ok: true, state });
    const notNow = (state: ItemState) => ({ ok: false, refusal: { kind: 'NOT_NOW', state } });
    const [atTable, discussed] = [is('AT_TABLE'), is('DISCUSSED')];
    expect(steps('BRING_TO_TABLE')).toEqual([atTable, notNow('AT_TABLE'), atTable, atTable]);
    expect(steps('LEAVE')).toEqual([
      notNow('WAITING'),
      discussed,
      notNow('DISCUSSED'),
      notNow('CLOSED'),
    ]);
  });

  it('ML20 is closed on its own only without blockers', () => {
    const blockers = [{ kind: 'NOT_UNDERSTOOD', path: 'x', jumpTo: 'x' } as const];
    const closing = (state: ItemState, list: typeof blockers | []) =>
      itemStep(state, { kind: 'CLOSE', meeting: 'OPEN', blockers: list });
    for (const state of ['AT_TABLE', 'DISCUSSED'] as const) {
      expect(closing(state, [])).toEqual({ ok: true, state: 'CLOSED' });
      expect(closing(state, blockers)).toEqual({
        ok: false,
        refusal: { kind: 'BLOCKED', blockers },
      });
    }
    for (const state of ['WAITING', 'CLOSED'] as const)
      expect(closing(state, [])).toEqual({ ok: false, refusal: { kind: 'NOT_NOW', state } });
  });

  it.each(['PREPARED', 'ADJOURNED', 'CLOSED'] as const)(
    'ML22 nothing changes while the meeting is %s',
    (kind) => {
      for (const state of itemStates)
        expect(itemStep(state, { kind: 'BRING_TO_TABLE', meeting: kind })).toEqual({
          ok: false,
          refusal: { kind: 'MEETING_NOT_OPEN', meeting: kind },
        });
    },
  );
});

describe('who has it', () => {
  const table = completeTable();
  const card = completeCard();
  const owner = { kind: 'OWNER', owner: person(vtWorker) };
  const bringing = { kind: 'BRINGING_PARTY', organisation: veiligThuis };
  const hold = { holder: chair, askedAt: earlier, seen: hashOf('owner') };

  it('ML30 the owner who said yes, else the holder, else who brought it', () => {
    expect(whoHasIt(card, table)).toEqual(owner);
    const silent = completeCard({ ownerAcceptance: { kind: 'NONE' } });
    expect(whoHasIt(silent, table)).toEqual(bringing);
    expect(whoHasIt({ ...silent, ownerHold: hold }, table)).toEqual({
      kind: 'HOLDER',
      holder: chair,
    });
    expect(whoHasIt(completeCard({ owner: emptyRegister }), table)).toEqual(bringing);
  });

  it('ML31 a yes to something else, or of somebody else, confirms nobody', () => {
    expect(whoHasIt(completeCard({ ownerSeen: hashOf('other') }), table)).toEqual(bringing);
    const ownerAcceptance = accepted(localTeam, hashOf('owner'));
    expect(whoHasIt(completeCard({ ownerAcceptance }), table)).toEqual(bringing);
  });

  it('ML30 an action that nobody took is with whoever has the case', () => {
    const [action] = card.actions;
    if (!action) throw new Error('no action');
    expect(whoHasAction(action, card, table)).toEqual({ kind: 'OWNER', owner: person(localTeam) });
    const open2 = { ...action, owner: settled(person(debtAdviser)) };
    expect(whoHasAction(open2, card, table)).toEqual(owner);
    expect(whoHasAction({ ...open2, hold }, card, table)).toEqual({
      kind: 'HOLDER',
      holder: chair,
    });
  });

  const hour = 3_600_000;
  const outcome = (acceptance: Acceptance, hours: number) =>
    holdOutcome({ holder: chair, askedAt: now }, acceptance, instant(now + hours * hour));
  const none = { kind: 'NONE' } as const;

  it('ML32 a hold waits for 24 hours, and a late yes is a yes', () => {
    const until = instant(now + 24 * hour);
    expect(outcome(none, 0)).toEqual({ kind: 'WAITING', until });
    expect(outcome(none, 23.9)).toEqual({ kind: 'WAITING', until });
    expect(outcome(accepted(vtWorker, ''), 1)).toEqual({ kind: 'WITH_OWNER' });
    expect(outcome(accepted(vtWorker, ''), 100)).toEqual({ kind: 'WITH_OWNER' });
    expect(holdOutcome({ holder: chair, askedAt: earlier }, none, now, 1)).toMatchObject({
      kind: 'STAYS_WITH_HOLDER',
    });
  });

  it('ML33 after a no or silence it stays with the holder', () => {
    expect(outcome(none, 24)).toEqual({ kind: 'STAYS_WITH_HOLDER', because: 'SILENT' });
    const declined = { kind: 'DECLINED', by: vtWorker, at: now, reason: 'x' } as const;
    expect(outcome(declined, 1)).toEqual({ kind: 'STAYS_WITH_HOLDER', because: 'DECLINED' });
    const onBehalf = { kind: 'ACCEPTED_ON_BEHALF', by: chair, at: now, seen: '' } as const;
    expect(outcome(onBehalf, 24)).toEqual({ kind: 'STAYS_WITH_HOLDER', because: 'SILENT' });
  });
});
