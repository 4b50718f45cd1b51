import { writeAction, writeItemRegister } from '@overlegtafel/documents';
import { startPostgres, type TestPostgres } from '@overlegtafel/db/testing/start-postgres';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServerUnderTest } from '../faults/server-under-test.ts';
import { answerSheet, type CasePlan, moreReports, planOf } from './case-plan.ts';
import { decisionsIn, MeetingTable, personIn } from './meeting-table.ts';
import type { TableDocument } from './table-document.ts';
import { idOfAction, ownedBy, writeParagraph, type WrittenActions } from './write-case.ts';

const table = 'oefentafel';
const teamB = 'local-team-beekdorp';

describe.each(['sqlite', 'postgresql'] as const)('a whole meeting on %s', (database) => {
  let folder: string;
  let postgres: TestPostgres | undefined;
  let server: ServerUnderTest;
  let at: MeetingTable;
  const written = new Map<string, WrittenActions>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'overlegtafel-meeting-'));
    postgres = database === 'postgresql' ? await startPostgres() : undefined;
    const env = postgres ? { DATABASE_URL: await postgres.newDatabase() } : {};
    server = await ServerUnderTest.start({ dataFolder: folder, env });
    at = await MeetingTable.sitDown(server.url);
  });

  afterAll(async () => {
    at.leave();
    await server.stop();
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const params = (alias: string) => ({ item: at.itemOf(alias) });

  it('TB1 a request for advice never becomes a case', async () => {
    const refused = await at.as('vt-worker').refused('takeInReport', {
      params: { table },
      body: {
        signal: 'ADVICE_REQUEST',
        kind: 'FIRST',
        source: 'EDUCATION',
        reporterKind: 'KNOWN',
        receivedAt: new Date().toISOString(),
        summary: 'Wat moet ik doen?',
        opens: { alias: 'Casus Zilver', household: [{ role: 'MOTHER', isChild: false }] },
        meeting: at.meeting,
      },
    });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    await at.lookAtAgenda();
    expect(at.aliases).not.toContain('Zilver');
  });

  it('TB2 reports come in, and nothing closes that was not opened', async () => {
    for (const alias of moreReports) await at.report(alias);
    const refused = await at
      .as('chair')
      .refused('closeMeeting', { params: { meeting: at.meeting } });
    expect(refused.status).toBe(409);
    await at.open();
    expect(at.aliases.toSorted()).toEqual(answerSheet.map(({ alias }) => alias).sort());
  });

  it('TB3 at the start every case blocks, for exactly what is missing', async () => {
    const blockers = await at.blockersAtClosing();
    const kinds = new Set(blockers.map((one) => one.split(' ')[1]));
    expect([...kinds].sort()).toEqual([
      'CHILD_WITHOUT_ACTION',
      'CONDITION_MISSING',
      'FEEDBACK_MISSING',
      'NOT_DISCUSSED',
      'OWNER_MISSING',
      'SAFE_NOW_MISSING',
    ]);
    const blocked = new Set(blockers.map((one) => one.split(' ')[0]));
    expect([...blocked].sort()).toEqual(at.aliases.toSorted());
  });

  it('TB4 what last week left is told first', async () => {
    const found = await at.as('chair').must('followUp', { params: { meeting: at.meeting } });
    expect(found.actions).toHaveLength(3);
    for (const { id, item, alias, owner } of found.actions) {
      const by = personIn(owner) === 'vt-worker' ? 'vt-worker' : teamB;
      const action = { item, action: id };
      if (alias !== 'Casus Populier') await at.as(by).must('actionDone', { params: action });
      else
        await at.as(by).must('actionNotDone', {
          params: action,
          body: { reason: 'NO_CAPACITY', words: 'De coach is ziek.' },
        });
    }
    const [check] = found.monitoring;
    if (!check) throw new Error('no check is due');
    await at.as('vt-worker').must('monitoringOutcome', {
      params: { case: check.caseId, moment: check.id },
      body: { violenceStopped: 'YES', words: 'Drie weken rustig.' },
    });
    const after = await at.as('chair').must('followUp', { params: { meeting: at.meeting } });
    expect(after.monitoring).toEqual([]);
    expect(after.actions.map(({ alias }) => alias)).toEqual(['Casus Populier']);
  });

  it('TB5 weighings are blind until they are shown together', async () => {
    const plan = planOf('Esdoorn');
    const esdoorn = params('Esdoorn');
    await at.as('chair').must('bringToTable', { params: esdoorn });
    const proposed = await at.item('Esdoorn', 'process-director');
    expect(proposed.proposal?.kind).toBe('DIRECT_INTERVENTION');
    const agree = { kind: 'AGREE', words: '' } as const;
    await at.as('process-director').must('respond', { params: esdoorn, body: agree });
    const own = { level: 'STRUCTURAL', words: 'Mijn geheime reden' } as const;
    await at.as('behavioural-scientist').must('rate', { params: esdoorn, body: own });
    const early = await at.as('chair').refused('reveal', { params: esdoorn });
    expect(early.status).toBe(409);
    const others = await at.item('Esdoorn');
    expect(others.ratings).toMatchObject({ kind: 'SEALED', rated: 1 });
    expect(JSON.stringify(others)).not.toContain('geheime reden');
    await at.rateAll(plan, ['behavioural-scientist']);
    await at.as('chair').must('reveal', { params: esdoorn });
    const shown = await at.item('Esdoorn', 'process-director');
    expect(JSON.stringify(shown.ratings)).toContain('geheime reden');
    await at.as('chair').must('agreeLevel', { params: esdoorn, body: { level: plan.level } });
    const { agreedLevel } = await at.item('Esdoorn');
    expect(agreedLevel?.differed.map(({ person }) => person)).toEqual(['behavioural-scientist']);
    await finish(plan);
  });

  it('TB6 who steps out is out of that case at once, and of no other', async () => {
    const scientist = at.as('behavioural-scientist');
    const document = await scientist.open(`item:${at.itemOf('Den')}`);
    const other = await scientist.open(`item:${at.itemOf('Linde')}`);
    await scientist.must('recuse', { params: params('Den'), body: { reason: 'Familie.' } });
    const isOut = expect.poll(() => document.endedWith, { timeout: 5_000 });
    await isOut.toBeDefined();
    expect((await scientist.refused('item', { params: params('Den') })).status).toBe(404);
    expect(other.endedWith).toBeUndefined();
    expect((await at.item('Linde', 'behavioural-scientist')).alias).toBe('Casus Linde');
  });

  it('TB7 who is invited to one case comes in to that case, writes while it is at the table, and sees no other', async () => {
    const [doctor, coordinator] = await Promise.all([
      at.absent('mental-health'),
      at.absent('mda-coordinator'),
    ]);
    const hazelaar = params('Hazelaar');
    expect((await doctor.must('item', { params: hazelaar })).mayWrite).toBe(false);
    await at.as('chair').must('bringToTable', { params: hazelaar });
    expect((await doctor.must('item', { params: hazelaar })).mayWrite).toBe(true);
    expect((await doctor.refused('item', { params: params('Linde') })).status).toBe(404);
    expect((await coordinator.refused('item', { params: hazelaar })).status).toBe(404);
    await at.as('vt-worker').must('invite', {
      params: hazelaar,
      body: {
        person: 'mda-coordinator',
        ground: 'WMO_4_1_1',
        purpose: 'MDA++ toetsen',
        necessity: 'Kent de criteria.',
      },
    });
    expect((await coordinator.must('item', { params: hazelaar })).alias).toBe('Casus Hazelaar');
    const plan = planOf('Hazelaar');
    await at.weigh(plan);
    await finish(plan);
  });

  it('TB8 the municipality answers what Veilig Thuis proposed, and disagreement is kept', async () => {
    const berk = params('Berk');
    await at.as('chair').must('bringToTable', { params: berk });
    await at.as('process-director-gd').must('respond', {
      params: berk,
      body: { kind: 'DIFFER', words: 'Wij willen overdracht.' },
    });
    await at.weigh(planOf('Berk'));
    await finish(planOf('Berk'));
    const body = { words: 'Wij blijven bij overdracht.' };
    await at.as('process-director-gd').must('dissent', { params: berk, body });
    const { response, dissents } = await at.item('Berk', 'chair');
    expect(response?.kind).toBe('DIFFER');
    expect(dissents).toMatchObject([{ by: 'process-director-gd', ...body }]);
  });

  it('TB9 whoever says no says why, and what changes after a yes asks for it again', async () => {
    const left = answerSheet.filter(({ alias }) => !written.has(alias));
    for (const plan of left) written.set(plan.alias, await at.discuss(plan));
    const room = idOfAction(written.get('Vlier'), 'Noodkamer regelen');
    const { actions } = await at.item('Vlier');
    const seen = actions.find(({ id }) => id === room)?.seen ?? '';
    await at.as('local-team-mijnstad').must('declineAction', {
      params: { ...params('Vlier'), action: room },
      body: { seen, reason: 'Daar ga ik niet over.' },
    });
    const iep = await documentOf('Iep', 'vt-worker');
    const id = idOfAction(written.get('Iep'), 'Mensenhandel');
    await iep.write((doc) => {
      writeAction(doc, { id, field: 'words' }, 'Mensenhandel en telefoon uitlezen');
    });
    const esdoorn = await documentOf('Esdoorn', 'vt-worker');
    await esdoorn.write((doc) => {
      writeParagraph(doc, 'decisionText', ' Gebiedsverbod erbij.');
    });
    await at.disagree('Linde');
    expect(await at.blockersAtClosing()).toEqual([
      'Berk DISSENT_WITHOUT_DATE',
      'Esdoorn DECISION_CHANGED',
      'Iep ACTION_CHANGED',
      'Linde FIELD_IN_CONFLICT',
      'Vlier ACTION_DECLINED',
    ]);
  });

  it('TB10 each of them is solved by whom it is asked of', async () => {
    const berk = params('Berk');
    const director = at.as('process-director-gd');
    const [dissent] = (await at.item('Berk', 'process-director-gd')).dissents;
    const settled = { ...berk, dissent: dissent?.id ?? '' };
    await director.must('settleDissent', { params: settled });
    const body = { words: 'Wij blijven bij overdracht.', revisitOn: at.day(7) };
    await director.must('dissent', { params: berk, body });
    await at.confirm('Esdoorn');
    const police = idOfAction(written.get('Iep'), 'Mensenhandel');
    await at.sayYesTo('Iep', police, 'police');
    const linde = await documentOf('Linde', 'vt-worker');
    await linde.write((doc) => {
      writeItemRegister(doc, 'priority', 'ACT_NOW');
    });
    const vlier = await documentOf('Vlier', 'vt-worker');
    const id = idOfAction(written.get('Vlier'), 'Noodkamer regelen');
    await vlier.write((doc) => {
      writeAction(doc, { id, field: 'owner' }, ownedBy('process-director'));
    });
    expect(await at.blockersAtClosing()).toEqual(['Vlier ACTION_NOT_ACCEPTED']);
    await at.sayYesTo('Vlier', id, 'process-director');
  });

  it('TB11 what somebody holds for who is absent blocks as soon as the holder leaves too', async () => {
    const meeting = { meeting: at.meeting };
    await at.as('vt-worker').must('leaveMeeting', { params: meeting });
    expect(await at.blockersAtClosing()).toEqual([
      'Beuk ACTION_HOLDER_ABSENT',
      'Wilg OWNER_HOLDER_ABSENT',
    ]);
    await at.as('vt-worker').must('enterMeeting', { params: meeting });
  });

  it('TB12 then it closes, once, and the sealed record has every decision', async () => {
    expect(await at.blockersAtClosing()).toEqual([]);
    const again = await at.as('chair').refused('closeMeeting', { params: { meeting: at.meeting } });
    expect(again).toMatchObject({ status: 409, blockers: [] });
    const { record: id = '' } = await at.read();
    const record = await at.as('chair').must('record', { params: { record: id } });
    expect(decisionsIn(record)).toEqual(
      answerSheet.map(({ alias, decision }) => `Casus ${alias} ${decision} CONFIRMED`).sort(),
    );
    expect(record.hidden).toBe(0);
    expect(record.present).toHaveLength(8);
  });

  it('TB13 a closed meeting takes no writing and no commands of the table', async () => {
    const document = at.as('vt-worker').join(`item:${at.itemOf('Els')}`);
    const before = await at.item('Els');
    await document.synced().catch(() => undefined);
    document.type((doc) => {
      writeItemRegister(doc, 'safeNow', 'NO');
    });
    await expect(document.saved()).rejects.toThrow();
    const body = { kind: 'INVESTIGATION', words: 'Toch onderzoek.' } as const;
    const refused = await at.as('vt-worker').refused('propose', { params: params('Els'), body });
    expect([403, 409]).toContain(refused.status);
    expect((await at.item('Els')).fields).toEqual(before.fields);
  });

  it('TB14 the next agenda has exactly what was left', async () => {
    const chair = at.as('chair');
    const { meetings } = await chair.must('meetings', { params: { table } });
    const next = meetings.filter(({ state }) => state === 'PREPARED');
    expect(next.map(({ date }) => date)).toEqual([at.day(7)]);
    const meeting = { meeting: next[0]?.id ?? '' };
    const { items } = await chair.must('meeting', { params: meeting });
    expect(items.map(({ alias }) => alias).sort()).toEqual([
      'Casus Berk',
      'Casus Ceder',
      'Casus Wilg',
    ]);
    const left = await chair.must('followUp', { params: meeting });
    const agreed = [...written.values()].flatMap((one) => [...one.values()]);
    const asked = agreed.filter(({ dueDate }) => dueDate <= at.day(14)).map(({ id }) => id);
    const fromBefore = left.actions.filter(({ alias }) => alias === 'Casus Populier');
    expect(fromBefore).toHaveLength(1);
    const now = left.actions.filter(({ alias }) => alias !== 'Casus Populier');
    expect(now.map(({ id }) => id).sort()).toEqual(asked.sort());
    expect(left.dissents.map(({ alias }) => alias)).toEqual(['Casus Berk']);
    expect(left.handovers.map(({ alias }) => alias)).toEqual(['Casus Wilg']);
    expect(left.monitoring).toEqual([]);
  });

  async function finish(plan: CasePlan): Promise<void> {
    written.set(plan.alias, await at.write(plan));
    await at.sayYes(plan.alias);
    await at.confirm(plan.alias);
  }

  function documentOf(alias: string, as: 'vt-worker' | 'chair'): Promise<TableDocument> {
    return at.as(as).open(`item:${at.itemOf(alias)}`);
  }
});
