import { instant, type Owner } from '@overlegtafel/domain';
import { withdrawAction } from '@overlegtafel/documents';
import { itemRoom } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import { ids, organisation, ownedBy } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import type { Change, Commit } from '../ports/changes.ts';
import { asked, leaveOpen, leftSeen } from './follow-up-ways.fixture.ts';
import { type ItemCallName, itemCalls } from './item-calls.ts';
import { handedOver, must, ownerSeen, seenOfAction } from './item-steps.fixture.ts';

const item = ids.esdoorn;
const closed = { meeting: 'CLOSED', esdoorn: 'CLOSED' } as const;
const action = ids.callSchool;
const seen = leftSeen;
const call = (small: SmallTable, name: ItemCallName, who: string, input: object = {}) =>
  itemCalls[name]({ item, ...input }, small.caller(who), small.world);
const refused = (refusal: object) => ({ kind: 'REFUSED', refusal });
const row = async ({ stores }: SmallTable, key: string) => (await stores.openThing(key))!;

/** A meeting that is closed and whose documents are gone, with one action left open. */
async function left(owner: Owner = ownedBy('local-team')) {
  const small = await smallTable(closed);
  await leaveOpen(small, owner);
  small.rooms.destroy(itemRoom(item));
  return small;
}

describe('after closing', () => {
  it('UC24 answers and reports name what the open thing says, and its row stays current', async () => {
    const small = await left();
    const key = `ACTION:${action}`;
    expect(
      await call(small, 'acceptAction', 'local-team', { action, body: { seen: 'b'.repeat(64) } }),
    ).toEqual(refused({ kind: 'SEEN_CHANGED' }));
    expect(
      await call(small, 'acceptAction', 'vt-worker', { action, body: { seen } }),
    ).toMatchObject(refused({ kind: 'NOT_YOURS' }));
    await must(call(small, 'acceptAction', 'local-team', { action, body: { seen } }));
    expect((await row(small, key)).thing).toMatchObject({
      acceptance: { kind: 'ACCEPTED', by: 'local-team', seen },
    });
    const why = { reason: 'NO_CAPACITY', words: 'Ziek.' };
    await must(call(small, 'actionNotDone', 'local-team', { action, body: why }));
    expect(await row(small, key)).toMatchObject({
      isEnded: false,
      thing: { outcome: { kind: 'NOT_DONE', ...why, by: 'local-team' } },
    });
    await must(call(small, 'actionDone', 'local-team', { action }));
    expect(await row(small, key)).toMatchObject({
      isEnded: true,
      thing: { outcome: { kind: 'DONE' } },
    });
    expect((await small.stores.meeting(ids.meeting))?.revision).toBe(4);
    expect(await call(small, 'actionDone', 'local-team', { action: ids.feedback })).toEqual(
      refused({ kind: 'NOT_THERE' }),
    );
  });

  it('UC24 what was given to an organisation is answered by a colleague', async () => {
    const small = await left({
      kind: 'ORGANISATION',
      organisation: organisation('wijkteam-mijnstad'),
    });
    await must(call(small, 'acceptAction', 'local-team', { action, body: { seen } }));
    expect(await call(small, 'acceptAction', 'police', { action, body: { seen } })).toEqual(
      refused({ kind: 'NOT_THERE' }),
    );
  });

  it('UC24 an answer that a closing overtakes is looked at again, and is in the row', async () => {
    const small = await smallTable();
    const body = { seen: await seenOfAction(small, action) };
    const meeting = (await small.stores.meeting(ids.meeting))!;
    const { ledger } = small;
    const closing = await left();
    const open = await row(closing, `ACTION:${action}`);
    let isFirst = true;
    const overtaken = {
      record: ledger.record.bind(ledger),
      dropIntakes: ledger.dropIntakes.bind(ledger),
      commit: async (commit: Commit) => {
        const at = small.world.now();
        const state = { kind: 'CLOSED', openedAt: at, closedAt: at, closedBy: 'chair' } as never;
        const changes: Change[] = [
          { put: 'meeting', row: { ...meeting, state } },
          { put: 'openThing', row: { ...open, seen: body.seen } },
        ];
        if (isFirst) await ledger.commit({ guards: [], changes, lines: [] });
        isFirst = false;
        return ledger.commit(commit);
      },
    };
    const world = { ...small.world, ledger: overtaken };
    const input = { item, action, body };
    await must(itemCalls.acceptAction(input, small.caller('local-team'), world));
    expect((await row(small, `ACTION:${action}`)).thing).toMatchObject({
      acceptance: { kind: 'ACCEPTED', by: 'local-team' },
    });
    expect(small.stores.rows.itemDeeds).toHaveLength(1);
  });

  it('UC24 nothing is kept half: a log that fails leaves the row and the deeds as they were', async () => {
    const small = await left();
    small.ledger.failing = new Error('disk full');
    await expect(call(small, 'actionDone', 'local-team', { action })).rejects.toThrow('disk');
    expect(await row(small, `ACTION:${action}`)).toMatchObject({ isEnded: false });
    expect(small.stores.rows.itemDeeds).toEqual([]);
  });

  it('UC23 what is done or withdrawn is not answered any more', async () => {
    // They still have the case for a day, so that what stands in the way is told.
    const small = await smallTable({ taskAccess: { daysAfterTask: 1 } });
    await must(call(small, 'actionDone', 'local-team', { action }));
    const body = { seen: await seenOfAction(small, action) };
    expect(await call(small, 'acceptAction', 'local-team', { action, body })).toEqual(
      refused({ kind: 'NOT_NOW', because: 'ALREADY_DONE' }),
    );
    small.write(item, 'chair', (doc) => withdrawAction(doc, ids.seeMother));
    const other = {
      action: ids.seeMother,
      body: { seen: await seenOfAction(small, ids.seeMother) },
    };
    expect(await call(small, 'acceptAction', 'vt-worker', other)).toEqual(
      refused({ kind: 'NOT_NOW', because: 'WITHDRAWN' }),
    );
  });

  it('UC25 a refusal leaves the responsibility where it was, a receipt moves it', async () => {
    const small = await smallTable(closed);
    await handedOver(small);
    const key = `ITEM:${item}`;
    const body = { seen: await ownerSeen(small) };
    const answer = (more: object) =>
      call(small, 'answerHandover', 'vt-worker', { body: { ...body, ...more } });
    expect(await answer({ kind: 'REFUSED' })).toMatchObject(refused({ kind: 'MISTAKES' }));
    await must(answer({ kind: 'REFUSED', reason: 'Wachtlijst.' }));
    expect(await row(small, key)).toMatchObject({
      isEnded: false,
      thing: { standing: { handover: { answer: { kind: 'REFUSED', reason: 'Wachtlijst.' } } } },
    });
    await must(answer({ kind: 'RECEIVED' }));
    expect(await row(small, key)).toMatchObject({
      isEnded: true,
      thing: { standing: { handover: { answer: { kind: 'RECEIVED', by: 'vt-worker' } } } },
    });
    expect(await answer({ kind: 'RECEIVED' })).toEqual(
      refused({ kind: 'NOT_NOW', because: 'ALREADY_RECEIVED' }),
    );
    const other = await smallTable(closed);
    await handedOver(other);
    await must(call(other, 'acceptOwner', 'vt-worker', { body }));
    expect((await row(other, key)).isEnded).toBe(true);
  });

  it('UC26 more time is asked for a later day, and does not count yet', async () => {
    const small = await left();
    const ask = (until: string) =>
      call(small, 'askMoreTime', 'local-team', { action, body: { until, words: 'Druk.' } });
    expect(await ask('2026-11-24')).toEqual(
      refused({
        kind: 'MISTAKES',
        mistakes: [{ path: 'until', kind: 'IS_TODAY', understood: '2026-11-24' }],
      }),
    );
    await must(ask('2026-12-08'));
    expect((await row(small, `ACTION:${action}`)).thing).toMatchObject({
      outcome: { kind: 'MORE_TIME', until: '2026-12-08', agreed: false },
    });
  });
});

describe('what a later table decides', () => {
  const key = `ACTION:${action}`;

  it('UC50 agreeing to more time makes the day count, and names the day that was asked', async () => {
    const small = await left();
    const agree = (until: string) =>
      call(small, 'agreeMoreTime', 'chair', { action, body: { until } });
    expect(await agree('2026-12-08')).toEqual(
      refused({ kind: 'NOT_NOW', because: 'NO_MORE_TIME_ASKED' }),
    );
    await leaveOpen(small, ownedBy('local-team'), asked);
    expect(await agree('2026-12-09')).toEqual(refused({ kind: 'SEEN_CHANGED' }));
    await must(agree('2026-12-08'));
    expect(await row(small, key)).toMatchObject({
      isEnded: false,
      dueOn: '2026-12-08',
      thing: { outcome: { kind: 'MORE_TIME', agreed: true, by: 'local-team' } },
    });
    expect(small.stores.rows.itemDeeds.at(-1)).toMatchObject({
      by: 'chair',
      content: { kind: 'REPORTED', outcome: { agreed: true } },
    });
    expect(await agree('2026-12-08')).toMatchObject(refused({ because: 'NO_MORE_TIME_ASKED' }));
  });

  it('UC50, UC320 a day that passed before the table agreed to it does not count any more', async () => {
    const small = await left();
    await leaveOpen(small, ownedBy('local-team'), asked);
    small.clock.now = instant(Date.UTC(2026, 11, 9, 9));
    const body = { until: '2026-12-08' };
    expect(await call(small, 'agreeMoreTime', 'chair', { action, body })).toEqual(
      refused({
        kind: 'MISTAKES',
        mistakes: [{ path: 'until', kind: 'IN_PAST', understood: '2026-12-08' }],
      }),
    );
    expect(await row(small, key)).not.toMatchObject({ dueOn: '2026-12-08' });
  });

  it('UC51 a new day counts at once, with the reason, and lies ahead', async () => {
    const small = await left();
    const postpone = (until: string) =>
      call(small, 'postponeAction', 'chair', { action, body: { until, reason: 'Vakantie.' } });
    expect(await postpone('2026-11-24')).toEqual(
      refused({
        kind: 'MISTAKES',
        mistakes: [{ path: 'until', kind: 'IS_TODAY', understood: '2026-11-24' }],
      }),
    );
    await must(postpone('2026-12-15'));
    expect(await row(small, key)).toMatchObject({
      isEnded: false,
      dueOn: '2026-12-15',
      thing: { outcome: { agreed: true, words: 'Vakantie.', by: 'chair' } },
    });
  });

  it('UC52 stopping ends the action with the reason, and nobody answers it any more', async () => {
    const small = await left();
    const stop = (reason: string) =>
      call(small, 'stopAction', 'chair', { action, body: { reason } });
    expect(await stop(' ')).toMatchObject(refused({ kind: 'MISTAKES' }));
    await must(stop('Moeder is verhuisd.'));
    expect(await row(small, key)).toMatchObject({
      isEnded: true,
      thing: { outcome: { kind: 'STOPPED', reason: 'Moeder is verhuisd.', by: 'chair' } },
    });
    expect(await small.stores.openThings(ids.table)).toEqual([]);
    expect(await stop('Nog eens.')).toEqual(refused({ kind: 'NOT_NOW', because: 'ALREADY_DONE' }));
    expect(await call(small, 'actionDone', 'local-team', { action })).toEqual(
      refused({ kind: 'NOT_THERE' }),
    );
  });

  it('UC53 a table decides so only about what a closed meeting left open', async () => {
    const small = await smallTable(closed);
    for (const [name, body] of [
      ['stopAction', { reason: 'Klaar.' }],
      ['postponeAction', { until: '2026-12-15', reason: 'Vakantie.' }],
    ] as const)
      expect(await call(small, name, 'chair', { action, body })).toEqual(
        refused({ kind: 'NOT_NOW', because: 'NOT_LEFT_OPEN' }),
      );
  });
});
