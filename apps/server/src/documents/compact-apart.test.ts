import { newDocument } from '@overlegtafel/documents';
import { compactHere, isSameDocument, replay, type Replayable } from '@overlegtafel/rooms';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { compactApart } from './compact-apart.ts';

const paragraph = 'De buren hoorden het weer, en niemand deed open. '.repeat(4);

/** A log of so many paragraphs, each typed in an update of its own. */
function logOf(paragraphs: number): Replayable {
  const doc = newDocument('item', { gc: true });
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let n = 0; n < paragraphs; n += 1) {
    const element = new Y.XmlElement('paragraph');
    element.insert(0, [new Y.XmlText(`${n} ${paragraph}`)]);
    doc.getXmlFragment('facts').push([element]);
  }
  return { head: updates.length, rows: updates.map((update, n) => ({ seq: n + 1, update })) };
}

/** How often the loop of this thread came round until `done`. */
async function turnsUntil(done: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  await done;
  isDone = true;
  return turns;
}

describe('snapshots apart', () => {
  it('RM84 gives what it gives here, from the first row and from a snapshot', async () => {
    const log = logOf(2_000);
    const apart = await compactApart('item', log);
    expect(apart?.upTo).toBe(log.head);
    expect(apart?.state).toEqual(compactHere('item', log)?.state);

    const later = logOf(2_000);
    const half = compactHere('item', { head: 1_000, rows: later.rows.slice(0, 1_000) });
    if (!half) throw new Error('no snapshot');
    const rest = { head: later.head, snapshot: half, rows: later.rows.slice(1_000) };
    const both = await compactApart('item', rest);
    if (!both) throw new Error('no snapshot');
    const again = replay('item', { head: later.head, snapshot: both, rows: [] });
    expect(isSameDocument(again, replay('item', later))).toBe(true);
  });

  it('RM84 lets the thread that serves people go on with a long log, and not with a short one', async () => {
    expect(await turnsUntil(compactApart('item', logOf(3_000)))).toBeGreaterThan(10);
    expect(await turnsUntil(compactApart('item', logOf(10)))).toBeLessThan(3);
  });

  it('RM84 fails for bytes that are no update, and works again after', async () => {
    const broken = { head: 1, rows: [{ seq: 1, update: new Uint8Array(200_000).fill(255) }] };
    await expect(compactApart('item', broken)).rejects.toThrow();
    expect(await compactApart('item', logOf(2_000))).toBeDefined();
  });
});
