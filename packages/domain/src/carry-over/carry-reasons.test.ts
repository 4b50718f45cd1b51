import { describe, expect, it } from 'vitest';
import type { Acceptance } from '../model/card.ts';
import type { ActionOutcome, HandoverAnswer } from '../model/follow-up.ts';
import type {
  ActionId,
  CaseId,
  DissentId,
  ItemId,
  MonitoringId,
  OrganisationId,
  PersonId,
} from '../model/ids.ts';
import type { LocalDate } from '../model/time.ts';
import { instantOf } from '../terms/amsterdam.ts';
import { localDate } from '../terms/local-date.ts';
import { defaultCarryOverSettings, turnOf } from './carry-reasons.ts';
import type { ItemStanding, OpenAction, OpenThing } from './open-things.ts';

const by = 'lb' as PersonId;
const caseId = 'esdoorn' as CaseId;
const item = 'item-1' as ItemId;
const on = (day: string) => localDate(`2026-${day}`);
const at = (day: string, time: string) => instantOf(on(day), time);
/** The table meets on Tuesdays at nine; last week's table asked at half past ten. */
const coming = { at: at('12-01', '09:00'), day: on('12-01'), settings: defaultCarryOverSettings };
const asked = at('11-24', '10:30');

const yes: Acceptance = { kind: 'ACCEPTED', by, at: asked, seen: '' };
const openAction = (action: Partial<OpenAction>): OpenThing => ({
  kind: 'ACTION',
  action: 'action-1' as ActionId,
  item,
  caseId,
  acceptance: yes,
  outcome: { kind: 'NONE' },
  ...action,
});
const openItem = (standing: ItemStanding): OpenThing => ({
  kind: 'ITEM',
  item,
  caseId,
  firstOnAgenda: on('11-10'),
  timesPostponed: 1,
  standing,
});
const now = (reason: string, since: string) => ({ kind: 'NOW', reason, since: `2026-${since}` });
const later = (day: string) => ({ kind: 'LATER', returnsOn: `2026-${day}` });

describe('CO11 an item that was not finished is for now', () => {
  it.each(['NEW', 'UNREACHED', 'ADJOURNED'] as const)('%s', (kind) => {
    expect(turnOf(openItem({ kind }), coming)).toEqual(now(kind, '11-10'));
  });
});

describe('CO9 a case that waits and that nobody took returns before its day', () => {
  const waiting = (answer: HandoverAnswer) => {
    const from = 'veilig-thuis' as OrganisationId;
    const handover = { item, from, offeredAt: asked, answer, holder: by };
    return turnOf(openItem({ kind: 'DEFERRED', checkOn: on('12-15'), handover }), coming);
  };
  it('when it was refused, or nothing was heard', () => {
    expect(waiting({ kind: 'NONE' })).toEqual(now('HANDOVER_SILENT', '11-24'));
    const no = { kind: 'REFUSED', by, at: asked, reason: 'vol' } as const;
    expect(waiting(no)).toEqual(now('HANDOVER_REFUSED', '11-24'));
  });
  it('and not when somebody took it', () => {
    expect(waiting({ kind: 'RECEIVED', by, at: asked })).toEqual(later('12-15'));
  });
});

describe('CO4 a deferral returns on the day of its check', () => {
  it.each([
    ['11-30', now('DEFERRAL_DUE', '11-30')],
    ['12-01', now('DEFERRAL_DUE', '12-01')],
    ['12-02', later('12-02')],
  ])('%s', (day, expected) => {
    expect(turnOf(openItem({ kind: 'DEFERRED', checkOn: on(day) }), coming)).toEqual(expected);
  });
  it('CO16 without a day it returns at once', () => {
    expect(turnOf(openItem({ kind: 'DEFERRED' }), coming)).toEqual(now('DEFERRAL_DUE', '11-10'));
  });
});

describe('CO12 handovers', () => {
  const handover = (answer: HandoverAnswer, offeredAt = asked) =>
    openItem({
      kind: 'HANDOVER',
      handover: { item, from: 'veilig-thuis' as OrganisationId, offeredAt, answer },
    });
  it('refused', () => {
    const refused = { kind: 'REFUSED', by, at: asked, reason: 'wachtlijst' } as const;
    expect(turnOf(handover(refused), coming)).toEqual(now('HANDOVER_REFUSED', '11-24'));
  });
  it('silent for 24 hours', () => {
    expect(turnOf(handover({ kind: 'NONE' }), coming)).toEqual(now('HANDOVER_SILENT', '11-24'));
  });
  it('asked yesterday afternoon: there is still time', () => {
    const offeredAt = at('11-30', '16:00');
    expect(turnOf(handover({ kind: 'NONE' }, offeredAt), coming)).toEqual(later('12-01'));
  });
});

describe('CO12 actions that nobody has', () => {
  const dueDate = on('11-27');
  const declined: Acceptance = { kind: 'DECLINED', by, at: asked, reason: 'vol' };
  const hold = { holder: by, askedAt: asked };
  it.each([
    ['declined', { acceptance: declined, dueDate }, now('ACTION_DECLINED', '11-27')],
    ['declined without a day', { acceptance: declined }, now('ACTION_DECLINED', '12-01')],
    ['silent', { acceptance: { kind: 'NONE' }, hold, dueDate }, now('ACTION_SILENT', '11-27')],
    ['never asked', { acceptance: { kind: 'NONE' } }, now('ACTION_SILENT', '12-01')],
  ] as const)('%s', (_name, action, expected) => {
    expect(turnOf(openAction(action), coming)).toEqual(expected);
  });
  it('nobody having it comes before what was told about it', () => {
    const outcome: ActionOutcome = {
      kind: 'NOT_DONE',
      reason: 'NO_CAPACITY',
      words: '',
      by,
      at: asked,
    };
    const action = openAction({ acceptance: declined, outcome, dueDate });
    expect(turnOf(action, coming)).toEqual(now('ACTION_DECLINED', '11-27'));
  });
  it('asked yesterday afternoon and due far away: it waits for the answer', () => {
    const action = openAction({
      acceptance: { kind: 'NONE' },
      hold: { holder: by, askedAt: at('11-30', '16:00') },
      dueDate: on('12-31'),
    });
    expect(turnOf(action, coming)).toEqual(later('12-01'));
  });
  it('asked yesterday afternoon and due soon: it is asked about', () => {
    const action = openAction({
      acceptance: { kind: 'NONE' },
      hold: { holder: by, askedAt: at('11-30', '16:00') },
      dueDate: on('12-04'),
    });
    expect(turnOf(action, coming)).toEqual(now('ACTION_OPEN', '12-04'));
  });
  it('the hours are a setting', () => {
    const action = openAction({ acceptance: { kind: 'NONE' }, hold, dueDate: on('12-31') });
    const patient = { ...coming, settings: { ...coming.settings, answerHours: 200 } };
    expect(turnOf(action, patient)).toEqual(later('12-02'));
  });
});

describe('CO13 an action that somebody has', () => {
  it.each([
    ['11-30', now('ACTION_LATE', '11-30')],
    ['12-01', now('ACTION_OPEN', '12-01')],
    ['12-08', now('ACTION_OPEN', '12-08')],
    ['12-09', later('12-02')],
    ['12-31', later('12-24')],
  ])('due on %s', (day, expected) => {
    expect(turnOf(openAction({ dueDate: on(day) }), coming)).toEqual(expected);
  });
  it('CO16 without a day it is asked about', () => {
    expect(turnOf(openAction({}), coming)).toEqual(now('ACTION_OPEN', '12-01'));
  });
  it('how far ahead is a setting', () => {
    const near = { ...coming, settings: { ...coming.settings, openActionDaysAhead: 0 } };
    expect(turnOf(openAction({ dueDate: on('12-02') }), near)).toEqual(later('12-02'));
    expect(turnOf(openAction({ dueDate: on('12-01') }), near)).toEqual(now('ACTION_OPEN', '12-01'));
  });
});

describe('CO14 CO15 what was told about an action', () => {
  const moreTime = (agreed: boolean, until: LocalDate): ActionOutcome => ({
    kind: 'MORE_TIME',
    until,
    words: 'school is dicht',
    agreed,
    by,
    at: asked,
  });
  it('not done returns to the table', () => {
    const outcome: ActionOutcome = {
      kind: 'NOT_DONE',
      reason: 'PERSONS_CHOICE',
      words: '',
      by,
      at: asked,
    };
    expect(turnOf(openAction({ outcome, dueDate: on('12-31') }), coming)).toEqual(
      now('ACTION_NOT_DONE', '12-31'),
    );
  });
  it('more time that was not agreed is asked about', () => {
    const outcome = moreTime(false, on('12-31'));
    expect(turnOf(openAction({ outcome, dueDate: on('11-27') }), coming)).toEqual(
      now('ACTION_MORE_TIME', '11-27'),
    );
  });
  it('more time that was agreed moves the day', () => {
    const outcome = moreTime(true, on('12-31'));
    expect(turnOf(openAction({ outcome, dueDate: on('11-27') }), coming)).toEqual(later('12-24'));
    const tooShort = moreTime(true, on('11-30'));
    expect(turnOf(openAction({ outcome: tooShort, dueDate: on('11-27') }), coming)).toEqual(
      now('ACTION_LATE', '11-30'),
    );
  });
});

describe('dissents and checks', () => {
  const dissent = (revisitOn?: LocalDate): OpenThing => ({
    kind: 'DISSENT',
    dissent: 'dissent-1' as DissentId,
    item,
    caseId,
    ...(revisitOn ? { revisitOn } : {}),
  });
  it('CO10 a dissent returns on its day', () => {
    expect(turnOf(dissent(on('12-01')), coming)).toEqual(now('DISSENT_DUE', '12-01'));
    expect(turnOf(dissent(on('12-08')), coming)).toEqual(later('12-08'));
  });
  it('CO16 a dissent without a day returns at once', () => {
    expect(turnOf(dissent(), coming)).toEqual(now('DISSENT_DUE', '12-01'));
  });
  const moment = { id: 'moment-1' as MonitoringId, caseId };
  it('CO10 a monitoring moment returns on its day', () => {
    const due = (day: string): OpenThing => ({
      kind: 'MONITORING',
      moment: { ...moment, dueOn: on(day) },
    });
    expect(turnOf(due('12-01'), coming)).toEqual(now('MONITORING_DUE', '12-01'));
    expect(turnOf(due('12-02'), coming)).toEqual(later('12-02'));
  });
  it.each(['NO', 'UNKNOWN'] as const)(
    'CO17 a check that found %s is for now',
    (violenceStopped) => {
      const outcome = { violenceStopped, words: '', by, at: at('11-26', '23:30') };
      const thing: OpenThing = {
        kind: 'MONITORING',
        moment: { ...moment, dueOn: on('12-31'), outcome },
      };
      expect(turnOf(thing, coming)).toEqual(now('VIOLENCE_NOT_STOPPED', '11-26'));
    },
  );
});
