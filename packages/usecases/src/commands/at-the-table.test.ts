import { clearItemRegister, writeItemRegister } from '@overlegtafel/documents';
import { itemRoom } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import { ids, ownedBy } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { type ItemCallName, itemCalls } from './item-calls.ts';
import {
  complete,
  decisionSeen,
  give,
  must,
  ownerSeen,
  seenOfAction,
} from './item-steps.fixture.ts';

const item = ids.esdoorn;
const call = (small: SmallTable, name: ItemCallName, who: string, input: object = {}) =>
  itemCalls[name]({ item, ...input }, small.caller(who), small.world);
const refused = (refusal: object) => ({ kind: 'REFUSED', refusal });
const notNow = (because: string) => refused({ kind: 'NOT_NOW', because });
const raters = ['vt-worker', 'behavioural-scientist', 'process-director', 'local-team'];
const rateAll = (small: SmallTable) =>
  Promise.all(
    raters.map((who) =>
      give(small, 'rate', who, { level: who === 'local-team' ? 'STRUCTURAL' : 'ACUTE', words: '' }),
    ),
  );

describe('at the table', () => {
  it('UC27 what many do at the same moment is all done, and the revision counts each', async () => {
    const small = await smallTable();
    const callers = ['setMinutes', 'setMinutes', 'setMinutes', 'dissent', 'dissent'] as const;
    const outcomes = await Promise.all(
      callers.map((name, i) => {
        const body = name === 'dissent' ? { words: `Nee ${i}` } : { minutes: 10 + i };
        return call(small, name, name === 'dissent' ? 'vt-worker' : 'secretary', { body });
      }),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(callers.map(() => 'DONE'));
    expect((await small.stores.meeting(ids.meeting))?.revision).toBe(1 + callers.length);
    const deeds = await small.stores.deedsOf([item]);
    expect(deeds.map(({ content }) => content.kind)).toEqual(['DISSENTED', 'DISSENTED']);
  });

  it('UC27 thirty people who answer at once do not hinder each other', async () => {
    const small = await smallTable();
    const body = { seen: await seenOfAction(small, ids.callSchool) };
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        call(small, 'acceptAction', 'local-team', { action: ids.callSchool, body }),
      ),
    );
    expect(answers.filter(({ kind }) => kind === 'DONE')).toHaveLength(30);
    expect((await small.stores.meeting(ids.meeting))?.revision).toBe(31);
  });

  it('UC27 of two items that are brought to the table at once, one is the current one and the other was discussed', async () => {
    const small = await smallTable({ esdoorn: 'WAITING' });
    const bring = (id: string) => call(small, 'bringToTable', 'chair', { item: id });
    const outcomes = await Promise.all([bring(ids.esdoorn), bring(ids.linde)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['DONE', 'DONE']);
    const items = await small.stores.itemsOf(ids.meeting);
    expect(items.map(({ state }) => state).sort()).toEqual(['AT_TABLE', 'DISCUSSED']);
    const current = (await small.stores.meeting(ids.meeting))?.current;
    expect(items.find(({ state }) => state === 'AT_TABLE')?.id).toBe(current);
  });

  it('UC28 what was at the table has been discussed, and leaving leaves it empty', async () => {
    const small = await smallTable();
    expect(await call(small, 'bringToTable', 'chair')).toEqual(notNow('ITEM_AT_TABLE'));
    await must(call(small, 'bringToTable', 'chair', { item: ids.linde }));
    expect((await small.stores.item(item))?.state).toBe('DISCUSSED');
    expect((await small.stores.item(ids.linde))?.state).toBe('AT_TABLE');
    expect((await small.stores.meeting(ids.meeting))?.current).toBe(ids.linde);
    const deeds = await small.stores.deedsOf([item, ids.linde]);
    expect(deeds.map((deed) => [deed.item, deed.content.kind])).toEqual(
      expect.arrayContaining([
        [item, 'LEFT'],
        [ids.linde, 'BROUGHT_TO_TABLE'],
      ]),
    );
    expect(await call(small, 'leaveItem', 'chair')).toEqual(notNow('ITEM_DISCUSSED'));
    await must(call(small, 'leaveItem', 'chair', { item: ids.linde }));
    expect(await small.stores.meeting(ids.meeting)).not.toHaveProperty('current');
  });

  it('UC29 an item with blockers stays open, and writing goes on', async () => {
    const small = await smallTable();
    const outcome = await call(small, 'closeItem', 'chair');
    expect(outcome).toMatchObject(refused({ kind: 'BLOCKED' }));
    const { refusal } = outcome as Extract<typeof outcome, { kind: 'REFUSED' }>;
    expect(refusal.kind === 'BLOCKED' && refusal.blockers.map(({ kind }) => kind)).toContain(
      'OWNER_NOT_ACCEPTED',
    );
    expect((await small.stores.item(item))?.state).toBe('AT_TABLE');
    expect(small.stores.rows.records).toEqual([]);
    small.write(item, 'chair', (doc) => writeItemRegister(doc, 'safeNow', 'NO'));
    await small.rooms.hold([itemRoom(item)], 'closing', small.clock.now, small.clock.now + 10_000);
    expect(await call(small, 'closeItem', 'chair')).toEqual(refused({ kind: 'MOVED' }));
  });

  it('UC29 a complete item closes, with its card as a record beside that of the decision', async () => {
    const small = await smallTable();
    await complete(small);
    await must(call(small, 'closeItem', 'chair'));
    expect((await small.stores.item(item))?.state).toBe('CLOSED');
    expect(await small.stores.meeting(ids.meeting)).not.toHaveProperty('current');
    const records = small.stores.rows.records;
    expect(records.map(({ kind, number }) => [kind, number])).toEqual([
      ['ITEM', 1],
      ['ITEM', 2],
    ]);
    expect(records.map(({ head }) => (JSON.parse(head) as { reason: string }).reason)).toEqual([
      'DECISION_CONFIRMED',
      'ITEM_CLOSED',
    ]);
    const card = JSON.parse(records[1]?.parts[0]?.body ?? '{}') as Record<string, unknown>;
    expect(card).toMatchObject({ item, state: 'CLOSED', alias: 'Casus Esdoorn' });
    expect(card['decision']).toMatchObject({
      words: 'Veilig Thuis houdt de casus.',
      confirmation: { kind: 'CONFIRMED', by: 'chair' },
    });
    small.write(item, 'chair', (doc) => writeItemRegister(doc, 'safeNow', 'NO'));
  });

  it('UC30 who may rate: at the table, with a discipline, for this item, and not stepped out', async () => {
    const rating = { body: { level: 'ACUTE', words: '' } };
    const small = await smallTable({ present: ['chair', 'vt-worker'] });
    expect(await call(small, 'rate', 'local-team', rating)).toEqual(
      refused({ kind: 'NOT_YOURS', reason: 'NOT_A_RATER' }),
    );
    expect(await call(small, 'rate', 'chair', rating)).toMatchObject(
      refused({ kind: 'NOT_YOURS' }),
    );
    await must(call(small, 'rate', 'vt-worker', rating));
    const before = await smallTable({ meeting: 'PREPARED', esdoorn: 'WAITING', present: [] });
    await must(call(before, 'rate', 'local-team', rating));
    expect(await call(before, 'reveal', 'chair')).toMatchObject(refused({ kind: 'NOT_YOURS' }));
  });

  it('UC31 ratings are shown when all have rated; who does not go along has differed', async () => {
    const small = await smallTable();
    const level = { body: { level: 'ACUTE' } };
    await give(small, 'rate', 'vt-worker', { level: 'ACUTE', words: '' });
    expect(await call(small, 'reveal', 'chair')).toEqual(notNow('NOT_READY'));
    expect(await call(small, 'agreeLevel', 'chair', level)).toEqual(notNow('NOT_REVEALED'));
    expect(await call(small, 'goAlong', 'vt-worker', level)).toEqual(notNow('NOT_REVEALED'));
    await rateAll(small);
    await must(call(small, 'reveal', 'chair'));
    expect(await call(small, 'reveal', 'chair')).toEqual(notNow('ALREADY_REVEALED'));
    const rating = { body: { level: 'SAFE_ENOUGH', words: '' } };
    expect(await call(small, 'rate', 'vt-worker', rating)).toEqual(notNow('ALREADY_REVEALED'));
    const agreed = async () => {
      await must(call(small, 'agreeLevel', 'chair', level));
      const deeds = await small.stores.deedsOf([item]);
      return deeds.flatMap(({ content }) =>
        content.kind === 'LEVEL_AGREED' ? [content.level.differed.map((one) => one.person)] : [],
      );
    };
    expect(await agreed()).toEqual([['local-team']]);
    await give(small, 'goAlong', 'local-team', { level: 'ACUTE' });
    expect(await agreed()).toEqual([['local-team'], []]);
  });

  it('UC32 a decision is confirmed as it was seen, or not at all', async () => {
    const small = await smallTable();
    const seen = await decisionSeen(small);
    small.write(item, 'police', (doc) => writeItemRegister(doc, 'decisionKind', 'HANDOVER'));
    const confirm = (body: object) => call(small, 'confirmDecision', 'chair', { body });
    expect(await confirm({ seen })).toEqual(refused({ kind: 'SEEN_CHANGED' }));
    small.write(item, 'police', (doc) => clearItemRegister(doc, 'decisionKind'));
    expect(await confirm({ seen: await decisionSeen(small) })).toEqual(notNow('NO_DECISION'));
    expect(small.stores.rows.records).toEqual([]);
  });

  it('UC33 nobody invites themselves, somebody unknown, or on a ground that is switched off', async () => {
    const small = await smallTable();
    const good = { ground: 'CONSENT', purpose: 'Advies', necessity: 'Nodig.' };
    const invite = (body: object) => call(small, 'invite', 'chair', { body: { ...good, ...body } });
    const mistake = (path: string, kind: string) =>
      refused({ kind: 'MISTAKES', mistakes: [{ path, kind }] });
    expect(await invite({ person: 'chair' })).toEqual(mistake('person', 'NOT_ALLOWED'));
    expect(await invite({ person: 'nobody' })).toEqual(mistake('person', 'UNKNOWN_VALUE'));
    for (const ground of ['WAMS', 'WGS'])
      expect(await invite({ person: 'mental-health', ground })).toEqual(
        mistake('ground', 'NOT_ALLOWED'),
      );
    expect(await invite({ person: 'mental-health', necessity: ' ' })).toEqual(
      mistake('necessity', 'EMPTY'),
    );
    expect(await small.stores.deedsOf([item])).toEqual([]);
  });

  it('UC34 nothing for a child is about a child of this household', async () => {
    const small = await smallTable();
    for (const child of [ids.mother, 'zoon'])
      expect(
        await call(small, 'nothingForChild', 'vt-worker', { body: { child, reason: 'Daarom.' } }),
      ).toEqual(
        refused({ kind: 'MISTAKES', mistakes: [{ path: 'child', kind: 'UNKNOWN_VALUE' }] }),
      );
  });

  it('UC35 a dissent of an earlier table is settled by who disagreed', async () => {
    const small = await smallTable();
    const row = {
      key: 'DISSENT:dissent-1',
      table: ids.table,
      caseId: ids.caseEsdoorn,
      item: ids.linde,
      words: 'Nee.',
      owner: ownedBy('process-director'),
      isEnded: false,
      thing: {
        kind: 'DISSENT',
        dissent: 'dissent-1' as never,
        item: ids.linde,
        caseId: ids.caseEsdoorn,
      },
    } as const;
    await small.ledger.commit({ guards: [], changes: [{ put: 'openThing', row }], lines: [] });
    const target = { dissent: 'dissent-1' };
    expect(await call(small, 'settleDissent', 'chair', target)).toMatchObject(
      refused({ kind: 'NOT_YOURS' }),
    );
    await must(call(small, 'settleDissent', 'process-director', target));
    expect(await small.stores.openThings(ids.table)).toEqual([]);
    expect(await call(small, 'settleDissent', 'process-director', target)).toEqual(
      notNow('ALREADY_SETTLED'),
    );
  });

  it('UC36 the municipality answers a proposal, and says what when it differs', async () => {
    const small = await smallTable();
    const respond = (kind: string, words: string) =>
      call(small, 'respond', 'process-director', { body: { kind, words } });
    expect(await respond('AGREE', '')).toEqual(notNow('NO_PROPOSAL'));
    await give(small, 'propose', 'vt-worker', { kind: 'HANDOVER', words: 'Naar het wijkteam.' });
    for (const kind of ['DIFFER', 'ASK'])
      expect(await respond(kind, ' ')).toMatchObject(refused({ kind: 'MISTAKES' }));
    await must(respond('AGREE', ''));
  });

  it('UC22 on behalf is for who is absent, a hold is by who is there and not of their own', async () => {
    const small = await smallTable();
    const body = { seen: await ownerSeen(small) };
    expect(await call(small, 'acceptOwnerOnBehalf', 'chair', { body })).toEqual(
      notNow('OWNER_IS_THERE'),
    );
    expect(await call(small, 'holdOwner', 'vt-worker', { body })).toEqual(notNow('OWN_THING'));
    const empty = await smallTable({ present: ['chair'] });
    expect(await call(empty, 'holdOwner', 'secretary', { body })).toEqual(notNow('NOT_AT_TABLE'));
    await must(call(empty, 'holdOwner', 'chair', { body }));
    await must(call(empty, 'acceptOwnerOnBehalf', 'chair', { body }));
  });
});
