import {
  addDays,
  type DecisionKind,
  type MeetingId,
  nextAgenda,
  orphansOf,
  type ThingKey,
  utcText,
} from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { closeMeeting } from '../commands/close-meeting.ts';
import { enterMeeting } from '../commands/enter-meeting.ts';
import { talkThrough } from '../commands/held-meeting.fixture.ts';
import { itemCalls } from '../commands/item-calls.ts';
import { openMeeting } from '../commands/open-meeting.ts';
import { takeInReport } from '../commands/take-in-report.ts';
import { ids } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import type { OpenThingRow } from '../ports/rows.ts';
import { casesOf } from './fill-agenda.ts';

const weeks = 20;
const weekMs = 7 * 24 * 3_600_000;
const decisions: readonly DecisionKind[] = [
  'DEFERRAL',
  'HANDOVER',
  'CONDITIONS_FOLLOWUP',
  'DEFERRAL',
  'INVESTIGATION',
];

const openRows = ({ stores }: SmallTable) => stores.openThings(ids.table);
const rowOf = ({ stores }: SmallTable, key: ThingKey) => stores.rows.openThing.get(key);

/** A new case on the agenda of this meeting. */
async function newCase(small: SmallTable, meeting: MeetingId, week: number): Promise<void> {
  const body = {
    signal: 'REPORT',
    kind: 'FIRST',
    source: 'EDUCATION',
    reporterKind: 'KNOWN',
    receivedAt: utcText(small.world.now()),
    summary: 'Zorgen over thuis.',
    opens: {
      alias: `Casus Boom ${week}`,
      municipality: 'mijnstad',
      household: [{ role: 'MOTHER', ageYears: 30, isChild: false }],
    },
    meeting,
  };
  const taken = await takeInReport(
    { table: ids.table, body },
    small.caller('vt-worker'),
    small.world,
  );
  expect(taken).toMatchObject({ kind: 'DONE', value: { item: expect.any(String) as string } });
}

/** Holds a meeting that stands prepared or open, and closes it. */
async function hold(small: SmallTable, meeting: MeetingId, week: number): Promise<void> {
  const { stores, world, caller } = small;
  await enterMeeting({ meeting }, caller('vt-worker'), world);
  const date = (await stores.meeting(meeting))?.date;
  const items = await stores.itemsOf(meeting);
  for (const [n, { id }] of items.entries()) {
    const decision = decisions[(week + n) % decisions.length] ?? 'DEFERRAL';
    const due = date && addDays(date, 3 + ((week + n) % 12));
    await talkThrough(small, id, { decision, ...(due ? { due, checkOn: due } : {}) });
    if ((week + n) % 4 === 0)
      await itemCalls.dissent(
        { item: id, body: { words: 'Dit gaat te snel.', revisitOn: due } },
        caller('secretary'),
        world,
      );
  }
  const closed = await closeMeeting({ meeting }, caller('chair'), world);
  expect(closed).toMatchObject({ kind: 'DONE' });
}

/** Between two tables some actions get done, and some cases are received or refused. */
async function between(small: SmallTable, week: number): Promise<void> {
  const { world, caller } = small;
  for (const [n, { thing, item, seen }] of (await openRows(small)).entries()) {
    if ((n + week) % 3 !== 0 || item === undefined) continue;
    if (thing.kind === 'ACTION')
      await itemCalls.actionDone({ item, action: thing.action }, caller('vt-worker'), world);
    if (thing.kind === 'ITEM' && thing.standing.kind === 'HANDOVER')
      await itemCalls.answerHandover(
        { item, body: { kind: 'REFUSED', seen, reason: 'Wachtlijst.' } },
        caller('mental-health'),
        world,
      );
  }
}

/** What was open before a closing and is nowhere after it, or ended although nobody decided about its case. */
async function lost(
  small: SmallTable,
  before: readonly OpenThingRow[],
  meeting: MeetingId,
): Promise<readonly ThingKey[]> {
  const talkedAbout = new Set((await small.stores.itemsOf(meeting)).map(({ caseId }) => caseId));
  return before
    .filter(({ key, caseId, thing }) => {
      const after = rowOf(small, key);
      if (!after) return true;
      const mayEnd = thing.kind === 'ITEM' && talkedAbout.has(caseId);
      return after.isEnded && !mayEnd;
    })
    .map(({ key }) => key);
}

describe('carry-over through the use cases', () => {
  it(`MC60, MC61, MC40 over ${weeks} weeks nothing that was left open is lost`, async () => {
    const small = await smallTable({ esdoorn: 'WAITING', seed: {} });
    const { stores, world, caller, clock } = small;
    let meeting = ids.meeting;
    let carried = 0;
    for (let week = 1; week <= weeks; week += 1) {
      const before = await openRows(small);
      await hold(small, meeting, week);
      expect(await lost(small, before, meeting)).toEqual([]);
      await between(small, week);

      const [next, ...more] = await stores.unclosedMeetings(ids.table);
      expect(more).toEqual([]);
      if (!next) throw new Error('there is no next meeting');
      clock.now = next.startsAt;
      expect(clock.now).toBeGreaterThan(weekMs);
      const open = (await openRows(small)).map(({ thing }) => thing);
      const agenda = nextAgenda({ open, endings: [], meetingAt: next.startsAt });
      expect(orphansOf(open, agenda)).toEqual([]);
      await newCase(small, next.id, week);
      const opened = await openMeeting({ meeting: next.id }, caller('chair'), world);
      expect(opened).toMatchObject({ kind: 'DONE' });
      const items = await stores.itemsOf(next.id);
      const onAgenda = items.map(({ caseId }) => caseId);
      const due = casesOf(open, next.startsAt);
      expect(due.filter((id) => !onAgenda.includes(id))).toEqual([]);
      expect(new Set(onAgenda).size).toBe(onAgenda.length);
      carried += due.length;
      meeting = next.id;
    }
    expect(carried).toBeGreaterThan(weeks);
  }, 60_000);
});
