/** One person who makes the server work by deleting, over connections that come back as fast as they are closed. */
import { closeCodes, documentLimits, updateMessage } from '@overlegtafel/protocol';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { mustHold, type Attack } from './attack.ts';
import { breathe, type Target } from './target.ts';

const connections = 8;
/** A message of nearly a mebibyte. */
const giantRanges = 130_000;
/** As many as are let in. */
const largeRanges = documentLimits.piecesInOneGo / 2;
const secondMs = 1000;
const seenWithinMs = 20_000;
const heardWithinMs = 1500;
const attacker = 4;

/** Deletes every other letter of somebody, so many of them. */
function everyOther(client: number, from: number, ranges: number): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [0, 1, client, ranges]) encoding.writeVarUint(encoder, number);
  for (let i = 0; i < ranges; i += 1) {
    encoding.writeVarUint(encoder, 2 * (from + i));
    encoding.writeVarUint(encoder, 1);
  }
  return encoding.toUint8Array(encoder);
}

interface Ends {
  readonly codes: Map<number, number>;
  sent: number;
}

/** Sends one message after the other, on a new connection whenever the last was closed. */
async function flood(
  target: Target,
  messages: readonly Uint8Array[],
  ends: Ends,
): Promise<WebSocket | undefined> {
  let socket: WebSocket | undefined;
  for (const message of messages) {
    if (socket?.readyState !== WebSocket.OPEN) {
      socket = await target.connect({ as: attacker });
      socket.on('close', (code) => {
        ends.codes.set(code, (ends.codes.get(code) ?? 0) + 1);
      });
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    socket.send(message, () => {
      resolve();
    });
    await promise;
    ends.sent += 1;
    await breathe();
  }
  return socket;
}

/** Over eight connections at once; they are left as they are for a moment, so that all is heard. */
async function floodOverAll(target: Target, messages: readonly Uint8Array[]): Promise<Ends> {
  const ends: Ends = { codes: new Map(), sent: 0 };
  const shares = Array.from({ length: connections }, (_, share) =>
    messages.filter((_message, i) => i % connections === share),
  );
  const last = await Promise.all(shares.map((share) => flood(target, share, ends)));
  await target.stage.pass(heardWithinMs);
  for (const socket of last) socket?.terminate();
  return ends;
}

export const deletionFlood: Attack = {
  name: 'deletions over connections that come back',
  logged: ['TOO_LARGE'],
  peakAtMostMiB: 150,
  async run(target, { deletions }) {
    const [, reader] = target.honest;
    const doc = new Y.Doc();
    doc.getText('scratch').insert(0, 'x'.repeat(2 * giantRanges));
    const letters = Y.encodeStateAsUpdate(doc);
    const first = await target.connect({ as: attacker });
    first.send(updateMessage(letters));
    const isThere = await target.stage.until(
      () => Y.getState(reader.doc.store, doc.clientID) === 2 * giantRanges,
      seenWithinMs,
    );
    mustHold(isThere, 'what is to be deleted is there');
    const giant = updateMessage(everyOther(doc.clientID, 0, giantRanges));
    const tooLarge = await floodOverAll(
      target,
      Array.from({ length: deletions }, () => giant),
    );
    mustHold(
      (tooLarge.codes.get(closeCodes.tooLarge) ?? 0) > 0,
      `${tooLarge.sent} giant updates were ended with ${[...tooLarge.codes.keys()].join()}`,
    );
    const from = performance.now();
    // The same again and again: all but the first are no news.
    const parts = Math.floor(giantRanges / largeRanges);
    const different = Array.from({ length: parts }, (_, i) =>
      updateMessage(everyOther(doc.clientID, i * largeRanges, largeRanges)),
    );
    const large = Array.from({ length: deletions }, (_, i) => different[i % parts] ?? giant);
    const waiting = await floodOverAll(target, large);
    const seconds = (performance.now() - from) / secondMs;
    const isTaken = await target.stage.until(
      () => deletedBy(reader.doc, doc.clientID) > 0,
      seenWithinMs,
    );
    mustHold(isTaken, 'what is within the limits is taken');
    const { workAtOnce, workPerSecond } = documentLimits;
    const most = workAtOnce + workPerSecond * (seconds + seenWithinMs / secondMs) + 2 * largeRanges;
    const deleted = deletedBy(reader.doc, doc.clientID);
    mustHold(deleted <= most, `${deleted} letters were deleted in ${seconds} s`);
    first.terminate();
    const ended = [...waiting.codes].map(([code, count]) => `${count} × ${code}`).join(', ');
    return `${tooLarge.sent} of ${giantRanges} ranges: closed with ${closeCodes.tooLarge}; ${waiting.sent} of ${largeRanges}: ${deleted} letters deleted, ${ended === '' ? 'none' : ended} closed`;
  },
};

function deletedBy(doc: Y.Doc, client: number): number {
  const structs = doc.store.clients.get(client) ?? [];
  return structs.filter(({ deleted }) => deleted).length;
}
