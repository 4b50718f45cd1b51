import { describe, expect, it } from 'vitest';
import { twoHourMeeting } from '../bench/history/meeting.ts';
import { eachStruct, updateMessage } from '../bench/load/messages.ts';
import { median } from '../bench/load/samples.ts';
import { judge, ratios, type Repetition } from '../bench/run/report.ts';
import * as Y from 'yjs';

const repetition = (relay: number, overlegtafel: number): Repetition =>
  new Map([
    ['relay', { deliverP50: relay }],
    ['overlegtafel', { deliverP50: overlegtafel }],
  ]);

describe('the report of the measurements', () => {
  const repetitions = [repetition(1, 2), repetition(10, 30), repetition(2, 8)];

  it('takes the median of the ratios within repetitions, not the ratio of medians', () => {
    expect(ratios(repetitions, 'overlegtafel', 'relay', 'deliverP50')).toEqual([2, 3, 4]);
    expect(judge({ measure: 'deliverP50', against: 'relay', atMost: 3 }, repetitions)).toEqual([
      'reached',
      3,
    ]);
  });

  it('says when a goal is missed and when nothing was measured', () => {
    expect(judge({ measure: 'deliverP50', atMost: 5 }, repetitions)).toEqual(['missed', 8]);
    expect(judge({ measure: 'syncP50', atMost: 5 }, repetitions)).toEqual(['not measured']);
  });

  it('has the middle of an even number of values', () => {
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeUndefined();
  });
});

describe('what the generator reads of a message', () => {
  const read = (update: Uint8Array) => {
    const found: number[][] = [];
    eachStruct(Buffer.from(updateMessage(update)), 0, (...struct) => found.push(struct));
    return found;
  };

  it('names every keystroke, alone or merged by a server', () => {
    const doc = new Y.Doc();
    doc.clientID = 4_000_000_000;
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    const text = doc.getText('scratch');
    text.insert(0, 'a');
    text.insert(1, 'b');
    text.insert(1, 'c');
    doc.getMap('actions').set('a', { words: 'bel school' });
    expect(updates.map(read)).toEqual([0, 1, 2, 3].map((clock) => [[4_000_000_000, clock, 1]]));
    const merged = read(Y.mergeUpdates(updates));
    expect(merged.reduce((sum, [, , length]) => sum + (length ?? 0), 0)).toBe(4);
  });
});

describe('the meeting of two hours', () => {
  const short = { edits: 600, authors: 12, characters: 2_000 };

  it('is the same for the same seed, and is admitted', () => {
    const one = twoHourMeeting(42, short);
    expect(twoHourMeeting(42, short).state).toEqual(one.state);
    expect(twoHourMeeting(43, short).state).not.toEqual(one.state);
    expect(one.facts['edits']).toBeGreaterThanOrEqual(short.edits);
  });
});
