import type { CaseId, ItemId, MeetingId } from '@overlegtafel/domain';
import { expect, it } from 'vitest';
import type { RecordRow } from '../ports/rows.ts';
import * as sample from './sample-rows.ts';
import { allPages, store, type StoresUnderTest } from './stores-under-test.ts';

/** How sealed records are numbered, chained and found. */
export function describeRecords(made: () => StoresUnderTest): void {
  describeChain(made);
  describeSearch(made);
}

function describeChain(made: () => StoresUnderTest): void {
  it('SR1 records are read back as they were sealed, each by its own question', async () => {
    const { stores } = made();
    const other = { item: 'other-item' as ItemId, caseId: sample.otherCase, body: '{"salt":"x"}' };
    const [own] = sample.newRecord('first').parts;
    const first = sample.newRecord('first', { parts: own ? [other, own] : [] });
    const correction = sample.newRecord('second', { kind: 'CORRECTION', corrects: 'first' });
    const single = sample.newRecord('third', { kind: 'ITEM', parts: [other], searchable: [] });
    await store(made(), [...sample.smallWeek, { add: 'record', row: first }]);
    await store(made(), [
      { add: 'record', row: correction },
      { add: 'record', row: single },
    ]);
    const read = await stores.record('first');
    const { searchable: _words, ...kept } = first;
    expect(read).toMatchObject({ ...kept, number: 1 });
    expect(read).not.toHaveProperty('previous');
    expect(await stores.record('second')).toMatchObject({
      corrects: 'first',
      number: 2,
      previous: read?.fingerprint,
    });
    const ids = (records: readonly RecordRow[]) => records.map(({ id }) => id);
    expect(ids((await stores.recordsOf(sample.table)).rows)).toEqual(['first']);
    expect(ids(await stores.recordsOfCase(sample.caseId))).toEqual(['second', 'first']);
    expect(ids(await stores.recordsOfCase(sample.otherCase))).toEqual(['third', 'first']);
    expect((await stores.recordOfMeeting(sample.meeting))?.id).toBe('first');
    expect(ids(await stores.correctionsOf('first'))).toEqual(['second']);
    expect(await stores.record('none')).toBeUndefined();
  });

  it('SR14 twenty records at once are one chain for each table, without a fork', async () => {
    const { stores } = made();
    await store(made(), sample.smallWeek);
    const processes = [made(), await made().another()];
    const committed = await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        const table = i % 4 === 3 ? sample.otherTable : sample.table;
        const meeting = `meeting-${i}` as MeetingId;
        const row = sample.newRecord(`record-${i}`, { table, meeting });
        return store(processes[i % 2] ?? made(), [{ add: 'record', row }]);
      }),
    );
    expect(committed.every(({ kind }) => kind === 'STORED')).toBe(true);
    for (const [table, count] of [
      [sample.table, 15],
      [sample.otherTable, 5],
    ] as const) {
      const chain = (await stores.recordsOf(table)).rows.toReversed();
      const numbers = Array.from({ length: count }, (_, i) => i + 1);
      expect(chain.map(({ number }) => number)).toEqual(numbers);
      expect(chain.map(({ previous }) => previous)).toEqual([
        undefined,
        ...chain.slice(0, -1).map(({ fingerprint }) => fingerprint),
      ]);
    }
  });

  it('SR2 records come newest first in pages without a gap', async () => {
    const { stores } = made();
    await store(
      made(),
      Array.from({ length: 120 }, (_, i) => ({
        add: 'record',
        row: sample.newRecord(`record-${i}`),
      })),
    );
    const all = await allPages((next) => stores.recordsOf(sample.table, next));
    const seen = all.map(({ number }) => number);
    expect(seen).toEqual(Array.from({ length: 120 }, (_, i) => 120 - i));
  });
}

function describeSearch(made: () => StoresUnderTest): void {
  it('SR30 search finds parts with all words or beginnings of them, newest first', async () => {
    const { stores } = made();
    const second = { item: 'second' as ItemId, caseId: 'second-case' as CaseId, body: '{}' };
    const own = sample.newRecord('old').parts;
    const searchable = [{ item: second.item, words: 'De school belt de moeder op.' }];
    await store(made(), [
      { add: 'record', row: sample.newRecord('old') },
      { add: 'record', row: sample.newRecord('new', { parts: [...own, second] }) },
      { add: 'record', row: sample.newRecord('later', { parts: [second], searchable }) },
    ]);
    const found = async (...words: string[]) =>
      (await stores.search(sample.table, words)).rows.map(({ record }) => record);
    expect(await found('wijkagent')).toEqual(['new', 'old']);
    expect(await found('belt')).toEqual(['later', 'new', 'old']);
    expect(await found('elise', 'VERH')).toEqual(['new', 'old']);
    expect(await found('bel', 'moed')).toEqual(['later']);
    expect(await found('belt', 'zwemt')).toEqual([]);
    expect(await found('agent')).toEqual([]);
    expect(await found('be')).toEqual([]);
    expect(await found('de')).toEqual(['later', 'new', 'old']);
    expect(await found()).toEqual([]);
    const [hit] = (await stores.search(sample.table, ['moeder'])).rows;
    expect(hit).toEqual({
      record: 'later',
      meeting: sample.meeting,
      item: second.item,
      caseId: second.caseId,
    });
  });

  it('SR31 two tables with the same words do not find each other', async () => {
    const { stores } = made();
    await store(made(), [
      { add: 'record', row: sample.newRecord('here') },
      { add: 'record', row: sample.newRecord('there', { table: sample.otherTable }) },
    ]);
    const found = async (table: typeof sample.table) =>
      (await stores.search(table, ['wijkagent'])).rows.map(({ record }) => record);
    expect(await found(sample.table)).toEqual(['here']);
    expect(await found(sample.otherTable)).toEqual(['there']);
  });

  it('SR2 hits come in pages without a gap', async () => {
    const { stores } = made();
    await store(
      made(),
      Array.from({ length: 70 }, (_, i) => ({
        add: 'record',
        row: sample.newRecord(`record-${i}`),
      })),
    );
    const all = await allPages((next) => stores.search(sample.table, ['wijkagent'], next));
    const hits = all.map(({ record }) => record);
    expect(hits).toEqual(Array.from({ length: 70 }, (_, i) => `record-${69 - i}`));
  });
}
