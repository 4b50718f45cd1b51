import { type SafetyLevel, safetyLevels } from '@overlegtafel/domain';
import { writeAction, writeItemRegister } from '@overlegtafel/documents';
import { apiContract } from '@overlegtafel/protocol/api';
import { describe, expect, it } from 'vitest';
import { give, handedOver, must } from '../commands/item-steps.fixture.ts';
import { itemCalls } from '../commands/item-calls.ts';
import { names, ways } from '../commands/item-ways.fixture.ts';
import {
  ids,
  members,
  organisation as organisationOf,
  ownedBy,
  person,
  start,
} from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import type { Change } from '../ports/changes.ts';
import { readItem } from './read-item.ts';
import { readReporter } from './read-reporter.ts';

const item = ids.esdoorn;
const read = (small: SmallTable, who: string, id: string = item) =>
  readItem({ item: id }, small.caller(who), small.world);
const seen = (small: SmallTable, who: string) => must(read(small, who));
const invitation = {
  person: 'mental-health',
  ground: 'WMO_4_1_1',
  purpose: 'Advies',
  necessity: 'Kent de behandeling.',
};

describe('reading an item', () => {
  it('UC40 gives what the contract says, and one line with the fields that were given', async () => {
    const small = await smallTable();
    for (const who of ['chair', 'secretary', 'vt-worker', 'process-director', 'local-team']) {
      const lines = small.ledger.lines.length;
      const answer = await seen(small, who);
      expect(apiContract.item.answer.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
      expect(small.ledger.lines.slice(lines)).toMatchObject([
        { action: 'R', event: 'read-item', result: 'ALLOWED', person: who, item },
      ]);
      expect(small.ledger.lines.at(-1)?.fields).toContain('facts');
    }
    const answer = await seen(small, 'chair');
    expect(answer.fields?.facts).toBe('Politie zaterdag 23:40 ter plaatse.');
    expect(answer).toMatchObject({
      level: 'ACUTE',
      levelBy: 'ASSESSED',
      room: `item:${item}`,
      mayWrite: true,
      owner: { custody: { kind: 'BRINGING_PARTY', organisation: 'veilig-thuis' } },
      byBreakGlass: false,
    });
    expect(answer.terms.map(({ term }) => term)).toEqual(['ACUTE_ACTION', 'INFORM_INVOLVED']);
    expect(answer.blockers.map(({ message }) => message).join(' ')).toContain('VT-medewerker LB');
    expect(answer.actions).toHaveLength(4);
  });

  it.each([
    ['nl', 'nog niet ingevuld', 'no answer yet'],
    ['en', 'no answer yet', 'nog niet ingevuld'],
  ] as const)('AP8 says in %s what blocks', async (language, said, unsaid) => {
    const small = await smallTable();
    const { blockers } = await must(
      readItem({ item: ids.linde, language }, small.caller('chair'), small.world),
    );
    const words = blockers.map(({ message }) => message).join(' ');
    expect(words).toContain(said);
    expect(words).not.toContain(unsaid);
  });

  it('UC57 tells the no of somebody as long as they are named, for the case and for an action', async () => {
    const small = await smallTable();
    const before = await seen(small, 'vt-worker');
    const named = before.actions.find(({ id }) => id === ids.seeMother)?.seen;
    const reason = 'Ik ben er niet.';
    await give(small, 'declineOwner', 'vt-worker', { seen: before.owner.seen, reason });
    await must(
      itemCalls.declineAction(
        { item, action: ids.seeMother, body: { seen: named ?? '', reason } },
        small.caller('vt-worker'),
        small.world,
      ),
    );
    const answers = async () => {
      const { owner, actions } = await seen(small, 'chair');
      const action = actions.find(({ id }) => id === ids.seeMother);
      return [owner.acceptance.kind, action?.acceptance.kind];
    };
    expect(await answers()).toEqual(['DECLINED', 'DECLINED']);
    small.write(item, 'chair', (doc) => {
      writeItemRegister(doc, 'owner', ownedBy('local-team'));
      writeAction(doc, { id: ids.seeMother, field: 'owner' }, ownedBy('local-team'));
    });
    expect(await answers()).toEqual(['NONE', 'NONE']);
  });

  it('UC41 nothing leaves while the access log cannot be written', async () => {
    const small = await smallTable();
    small.ledger.failing = new Error('disk full');
    for (const who of ['chair', 'police']) await expect(read(small, who)).rejects.toThrow('disk');
  });

  it('UC42 who may not see it, who stepped out, and what does not exist get the same answer', async () => {
    const small = await smallTable();
    await give(small, 'recuse', 'local-team', { reason: 'Ik ken het gezin.' });
    const notThere = { kind: 'REFUSED', refusal: { kind: 'NOT_THERE' } };
    for (const who of ['police', 'mental-health', 'privacy-officer', 'local-team', 'nobody'])
      expect(await read(small, who)).toEqual(notThere);
    expect(await read(small, 'chair', 'no-such-item')).toEqual(notThere);
    expect(await read(small, 'chair', 'Geen id')).toEqual(notThere);
    expect(small.ledger.lines.filter(({ result }) => result === 'REFUSED')).toHaveLength(7);
    expect((await seen(small, 'chair')).recused).toEqual(['local-team']);
  });

  it('UC43 who reported and secret addresses are in no answer but the one of Veilig Thuis', async () => {
    const small = await smallTable();
    for (const { id } of members)
      expect(JSON.stringify(await read(small, id))).not.toContain('GEHEIM');
    const reporter = (who: string) => readReporter({ item }, small.caller(who), small.world);
    expect(await reporter('vt-worker')).toEqual({
      kind: 'DONE',
      value: {
        name: 'MELDER-GEHEIM',
        contact: '06-GEHEIM',
        addresses: [{ involved: ids.mother, address: 'ADRES-GEHEIM 1' }],
      },
    });
    expect(small.ledger.lines.at(-1)).toMatchObject({
      event: 'read-reporter',
      fields: ['reporterIdentity', 'confidentialAddress'],
    });
    for (const who of ['chair', 'secretary', 'process-director'])
      expect(await reporter(who)).toMatchObject({ refusal: { kind: 'NOT_YOURS' } });
    expect(await reporter('police')).toEqual({ kind: 'REFUSED', refusal: { kind: 'NOT_THERE' } });
    expect(JSON.stringify(small.ledger.lines)).not.toContain('GEHEIM');
    small.ledger.failing = new Error('disk full');
    await expect(reporter('vt-worker')).rejects.toThrow('disk');
  });

  it('UC44 blind is blind: nothing but counts depends on what others weighed', async () => {
    const traces = new Set<string>();
    const words: Record<SafetyLevel, string> = {
      ACUTE: '',
      STRUCTURAL: 'Lang verhaal. '.repeat(20),
      MULTI_PROBLEM: 'x',
      SAFE_ENOUGH: 'y',
      NOT_ASSESSABLE: 'z',
    };
    for (const level of safetyLevels) {
      const small = await smallTable();
      await give(small, 'rate', 'vt-worker', { level, words: words[level] });
      await give(small, 'rate', 'process-director', { level: 'ACUTE', words: '' });
      const answers = [];
      for (const who of ['chair', 'secretary', 'process-director', 'local-team'])
        answers.push(await seen(small, who));
      traces.add(JSON.stringify([answers, small.told, small.ledger.lines]));
      expect(answers[0]?.ratings).toEqual({ kind: 'SEALED', rated: 2, asked: 4 });
      expect(answers[2]?.ratings).toMatchObject({ own: { level: 'ACUTE' } });
      expect(await seen(small, 'vt-worker')).toMatchObject({ ratings: { own: { level } } });
    }
    expect(traces.size).toBe(1);
  });

  it('UC64 after closing without a reveal everybody finds their own rating, and nobody another', async () => {
    const small = await smallTable();
    await give(small, 'rate', 'vt-worker', { level: 'ACUTE', words: 'KANARIE' });
    await give(small, 'rate', 'process-director', { level: 'SAFE_ENOUGH', words: 'Rustig.' });
    const item = (await small.stores.item(ids.esdoorn))!;
    const meeting = (await small.stores.meeting(ids.meeting))!;
    const by = person('chair');
    const closed = { kind: 'CLOSED', openedAt: start, closedAt: start, closedBy: by } as const;
    const changes: Change[] = [
      { put: 'item', row: { ...item, state: 'CLOSED' } },
      { put: 'meeting', row: { ...meeting, state: closed } },
    ];
    await small.ledger.commit({ guards: [], changes, lines: [] });
    expect((await seen(small, 'vt-worker')).ratings).toMatchObject({
      kind: 'SEALED',
      own: { level: 'ACUTE', words: 'KANARIE' },
    });
    expect((await seen(small, 'process-director')).ratings).toMatchObject({
      own: { level: 'SAFE_ENOUGH' },
    });
    for (const who of ['chair', 'secretary', 'behavioural-scientist', 'process-director'])
      expect(JSON.stringify(await seen(small, who))).not.toContain('KANARIE');
  });

  it('UC45 weighing is offered only to who is asked to weigh', async () => {
    const small = await smallTable({ present: ['chair', 'vt-worker'] });
    expect((await seen(small, 'vt-worker')).mayDo).toContain('rate');
    expect((await seen(small, 'local-team')).mayDo).not.toContain('rate');
  });

  it('UC49 whoever was invited stands among the people, also who is no member of the table', async () => {
    const small = await smallTable();
    const guest = person('tandarts');
    const organisation = organisationOf('ggz');
    const row = { id: guest, name: 'Tandarts AB', initials: 'AB', organisation };
    const invited = {
      kind: 'INVITED',
      person: guest,
      ground: 'WMO_4_1_1',
      purpose: 'Advies',
      necessity: 'Kent het kind.',
    } as const;
    const who = { by: person('chair'), at: start, meeting: ids.meeting };
    const deed = { id: 'deed-invited', item: ids.esdoorn, ...who, content: invited };
    await small.ledger.commit({
      guards: [],
      changes: [
        { put: 'person', row },
        { add: 'itemDeed', row: deed },
      ],
      lines: [],
    });
    const { people, invitations } = await seen(small, 'chair');
    expect(invitations).toMatchObject([{ person: 'tandarts' }]);
    expect(people.find(({ id }) => id === 'tandarts')).toMatchObject({
      name: 'Tandarts AB',
      role: 'invited',
    });
  });

  it('UC45 the names of calls are those that this person may give now', async () => {
    for (const name of names) {
      const way = ways[name];
      const small = await smallTable(way.on);
      await way.first?.(small);
      if (name !== 'breakGlass') expect((await seen(small, way.who)).mayDo, name).toContain(name);
      const other = await read(small, way.notYours[0]);
      if (other.kind === 'DONE' && name !== 'goAlong')
        expect(other.value.mayDo.filter((one) => one === name && !way.target)).toEqual([]);
    }
    const closed = await smallTable({ meeting: 'CLOSED', esdoorn: 'CLOSED' });
    const left = (await seen(closed, 'local-team')).mayDo;
    expect([...left].sort()).toEqual([
      'acceptAction',
      'actionDone',
      'actionNotDone',
      'askMoreTime',
      'declineAction',
    ]);
    expect((await seen(closed, 'chair')).blockers).toEqual([]);
    expect((await seen(closed, 'chair')).mayWrite).toBe(false);
  });

  it('UC46 who was invited sees the item while it is open, and afterwards what their action needs', async () => {
    const small = await smallTable();
    await give(small, 'invite', 'chair', invitation);
    expect((await seen(small, 'mental-health')).fields?.worries).toBe('De dochter was erbij.');
    const row = (await small.stores.item(item))!;
    const close = { put: 'item', row: { ...row, state: 'CLOSED' } } as const;
    await small.ledger.commit({ guards: [], changes: [close], lines: [] });
    const after = await seen(small, 'mental-health');
    expect(after.fields).toMatchObject({ worries: '', facts: '', safeNow: { kind: 'VALUE' } });
    expect(after).not.toHaveProperty('report');
    expect(after).not.toHaveProperty('room');
    await must(
      itemCalls.actionDone(
        { item, action: ids.shelter },
        small.caller('mental-health'),
        small.world,
      ),
    );
    expect(await read(small, 'mental-health')).toMatchObject({ refusal: { kind: 'NOT_THERE' } });
  });

  it('UC47 emergency access shows what was written, as such, for an hour, and tells of it', async () => {
    const small = await smallTable();
    await give(small, 'breakGlass', 'police', { reason: 'Levensgevaar, nu.' });
    expect(small.told).toContainEqual({
      kind: 'ALERT',
      what: 'break-glass',
      table: ids.table,
      item,
      by: 'police',
      at: small.clock.now,
    });
    expect(small.ledger.lines.at(-1)).toMatchObject({ isBreakGlass: true, event: 'break-glass' });
    const answer = await seen(small, 'police');
    expect(answer).toMatchObject({
      byBreakGlass: true,
      mayWrite: false,
      ratings: { kind: 'NOTHING' },
      dissents: [],
      mayDo: ['endBreakGlass'],
    });
    expect(small.ledger.lines.at(-1)).toMatchObject({ isBreakGlass: true, event: 'read-item' });
    small.clock.now = (small.clock.now + 3_600_000) as never;
    expect(await read(small, 'police')).toMatchObject({ refusal: { kind: 'NOT_THERE' } });
  });

  it('UC48 once the document is gone, an item still tells who has it and what is open', async () => {
    const small = await smallTable({ meeting: 'CLOSED', esdoorn: 'CLOSED' });
    await handedOver(small);
    small.rooms.destroy(`item:${item}`);
    const answer = await seen(small, 'chair');
    expect(answer).not.toHaveProperty('fields');
    expect(answer).not.toHaveProperty('room');
    expect(answer.owner.seen).toMatch(/^[0-9a-f]{64}$/);
    const body = { kind: 'RECEIVED', seen: answer.owner.seen };
    await give(small, 'answerHandover', 'vt-worker', body);
    expect((await seen(small, 'chair')).owner.custody).toEqual({
      kind: 'OWNER',
      owner: { kind: 'PERSON', person: 'vt-worker' },
    });
  });
});
