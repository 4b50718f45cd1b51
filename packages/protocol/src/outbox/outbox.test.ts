import { describe, expect, it } from 'vitest';
import { readClientMessage } from '../document-messages.ts';
import { outboxLimits } from '../limits.ts';
import { Outbox, type KeptOutbox } from './outbox.ts';

const fresh: KeptOutbox = { writer: new Uint8Array(16).fill(9), epoch: 0, next: 1, waiting: [] };
const merge = (updates: Uint8Array[]) => Uint8Array.from(updates.flatMap((each) => [...each]));
const options = { merge, schemaVersion: 1 };
const change = (...bytes: number[]) => Uint8Array.from(bytes);
const read = (messages: Uint8Array[]) => messages.map((message) => readClientMessage(message));
const numbers = (messages: Uint8Array[]) =>
  read(messages).flatMap((message) => (message?.kind === 'numbered' ? [message.n] : []));
const welcome = (epoch: number, isSaving = true) =>
  ({ kind: 'welcome', epoch, schemaVersion: 1, isSaving }) as const;
const ack = (n: number, epoch = 3) => ({ kind: 'ack', epoch, n, seq: n }) as const;

function open(outbox = new Outbox(fresh, options)): Outbox {
  outbox.connected();
  outbox.receive(welcome(3));
  return outbox;
}

describe('the outbox', () => {
  it('OB1 says saved only once everything was acknowledged', () => {
    const outbox = open();
    expect(outbox.state(0)).toEqual({ kind: 'SAVED' });
    expect(numbers(outbox.write(change(1), 0))).toEqual([1]);
    expect(numbers(outbox.write(change(2), 0))).toEqual([2]);
    outbox.receive(ack(2));
    expect(outbox.state(0)).toEqual({ kind: 'SAVING', count: 1, isSlow: false });
    outbox.receive(ack(1));
    expect(outbox.state(0)).toEqual({ kind: 'SAVED' });
  });

  it('OB1 is not saved by a connection alone', () => {
    const outbox = new Outbox(fresh, options);
    expect(outbox.state(0)).toEqual({ kind: 'CONNECTING', count: 0 });
    outbox.connected();
    expect(outbox.state(0)).toEqual({ kind: 'CONNECTING', count: 0 });
  });

  it('OB10 is without a connection only when there was one, or a first one went', () => {
    const outbox = new Outbox(fresh, options);
    outbox.connected();
    outbox.disconnected();
    expect(outbox.state(0)).toEqual({ kind: 'WAITING', count: 0 });
    outbox.connected();
    expect(outbox.state(0)).toEqual({ kind: 'WAITING', count: 0 });
    outbox.receive(welcome(3));
    expect(outbox.state(0)).toEqual({ kind: 'SAVED' });
  });

  it('OB2 sends again after a drop what was not acknowledged, under the same numbers, after the hello', () => {
    const outbox = open();
    outbox.write(change(1), 0);
    outbox.write(change(2), 0);
    outbox.receive(ack(1));
    outbox.disconnected();
    expect(outbox.state(0)).toEqual({ kind: 'WAITING', count: 1 });
    const messages = outbox.connected();
    expect(read(messages)[0]).toEqual({
      kind: 'hello',
      version: 1,
      writer: fresh.writer,
      epoch: 3,
      schemaVersion: 1,
    });
    expect(numbers(messages)).toEqual([2]);
    expect(outbox.receive(welcome(3))).toEqual([]);
  });

  it('OB3 survives a reload: the writer, the numbers and what waits', () => {
    const outbox = open();
    outbox.write(change(1), 0);
    outbox.write(change(2), 0);
    outbox.receive(ack(1));
    const reloaded = new Outbox(outbox.kept(), options);
    expect(reloaded.count).toBe(1);
    expect(numbers(reloaded.connected())).toEqual([2]);
    reloaded.receive(welcome(3));
    expect(numbers(reloaded.write(change(3), 0))).toEqual([3]);
  });

  it('OB4 joins what was written without a connection, up to the limit', () => {
    const outbox = open();
    outbox.write(change(1), 0);
    outbox.disconnected();
    expect(outbox.write(change(2), 0)).toEqual([]);
    outbox.write(change(3), 0);
    expect(outbox.kept().waiting).toEqual([
      { n: 1, update: change(1) },
      { n: 2, update: change(2, 3) },
    ]);
    outbox.write(new Uint8Array(outboxLimits.mergedBytes), 0);
    expect(outbox.count).toBe(3);
  });

  it('OB4 never changes what may already have been sent', () => {
    const outbox = open();
    outbox.write(change(1), 0);
    outbox.disconnected();
    outbox.connected();
    outbox.write(change(2), 0);
    expect(outbox.kept().waiting.map(({ n }) => n)).toEqual([1, 2]);
  });

  it('OB5 says everything again when the epoch has changed, and ignores acknowledgements of the old one', () => {
    const outbox = open();
    outbox.write(change(1), 0);
    outbox.disconnected();
    outbox.connected();
    expect(read(outbox.receive(welcome(4)))).toEqual([
      { kind: 'numbered', epoch: 4, n: 1, update: change(1) },
    ]);
    outbox.receive(ack(1, 3));
    expect(outbox.count).toBe(1);
    outbox.receive(ack(1, 4));
    expect(outbox.count).toBe(0);
  });

  it('OB5 sends nothing before the first welcome, and then all of it', () => {
    const outbox = new Outbox(fresh, options);
    outbox.write(change(1), 0);
    expect(numbers(outbox.connected())).toEqual([]);
    expect(numbers(outbox.receive(welcome(3)))).toEqual([1]);
  });

  it('OB6 says that it takes long, and then that there is trouble', () => {
    const outbox = open();
    outbox.write(change(1), 1_000);
    const at = (ms: number) => outbox.state(1_000 + ms);
    expect(at(outboxLimits.amberAfterMs - 1)).toMatchObject({ kind: 'SAVING', isSlow: false });
    expect(at(outboxLimits.amberAfterMs)).toMatchObject({ kind: 'SAVING', isSlow: true });
    expect(at(outboxLimits.redAfterMs)).toEqual({ kind: 'TROUBLE', count: 1 });
  });

  it('OB6 believes the server about trouble, also when nothing waits', () => {
    const outbox = open();
    outbox.receive({ kind: 'saving', isSaving: false });
    expect(outbox.state(0)).toEqual({ kind: 'TROUBLE', count: 0 });
    outbox.receive({ kind: 'saving', isSaving: true });
    expect(outbox.state(0)).toEqual({ kind: 'SAVED' });
  });

  it('OB7 keeps the text of a refused change, and the first reason', () => {
    const outbox = open();
    outbox.write(change(1), 0);
    outbox.write(change(2), 0);
    outbox.receive(ack(1));
    outbox.receive({ kind: 'refused', n: 2, reason: 'CLOSED' });
    outbox.refuse('NO_ACCESS');
    outbox.disconnected();
    expect(outbox.state(0)).toEqual({ kind: 'REFUSED', reason: 'CLOSED' });
    expect(outbox.lost()).toEqual([change(2)]);
  });

  it('OB200 has no more on its way than a server lets wait; each acknowledgement lets the next go', () => {
    const { sentUpdates } = outboxLimits;
    const outbox = open();
    const sent = Array.from({ length: sentUpdates }, () => outbox.write(change(1), 0)).flat();
    expect(numbers(sent)).toHaveLength(sentUpdates);
    expect(outbox.write(change(2), 0)).toEqual([]);
    // What has to wait becomes one, however long it lasts.
    for (let i = 0; i < 5_000; i += 1) expect(outbox.write(change(3), 0)).toEqual([]);
    expect(outbox.count).toBe(sentUpdates + 1);
    outbox.disconnected();
    expect(numbers(outbox.connected())).toEqual(Array.from(sent, (_, i) => i + 1));
    expect(outbox.receive(welcome(3))).toEqual([]);
    expect(numbers(outbox.receive(ack(1)))).toEqual([sentUpdates + 1]);
    for (let n = 2; n <= sentUpdates + 1; n += 1) outbox.receive(ack(n));
    expect(outbox.state(0)).toEqual({ kind: 'SAVED' });
  });

  it('OB200 sends large updates a few at a time, and each in the end', () => {
    const large = () => new Uint8Array(outboxLimits.sentBytes - 1);
    const outbox = open();
    outbox.disconnected();
    const all = [large(), large(), large()];
    for (const update of all) outbox.write(update, 0);
    expect(numbers(outbox.connected())).toEqual([1]);
    expect(outbox.receive(welcome(3))).toEqual([]);
    expect(numbers(outbox.receive(ack(1)))).toEqual([2]);
    expect(numbers(outbox.receive(ack(2)))).toEqual([3]);
    // Of another epoch: nothing was acknowledged, all that is left is said again.
    outbox.disconnected();
    outbox.connected();
    expect(numbers(outbox.receive(welcome(4)))).toEqual([3]);
  });
});
