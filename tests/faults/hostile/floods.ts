/** Attacks with very many of something that is allowed once. */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { closeCodes, documentLimits, polledDocuments, updateMessage } from '@overlegtafel/protocol';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { presenceMessage, syncStep1 } from '../../bench/load/messages.ts';
import { StockClient } from '../stock-client.ts';
import { mustHold, type Attack } from './attack.ts';
import { breathe, endOf, memoryOf, type Target } from './target.ts';

const seenWithinMs = 20_000;
const secondMs = 1000;

/** Does it so many times, so many at once. */
async function times(count: number, atOnce: number, run: (i: number) => Promise<void>) {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      next += 1;
      await run(next - 1);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
}

const presenceFlood: Attack = {
  name: 'presence of people who are not there',
  logged: [],
  peakAtMostMiB: 120,
  async run(target, { presences }) {
    const watcher = target.honest.find((one) => one instanceof StockClient);
    mustHold(watcher !== undefined, 'a stock client');
    const before = watcher.present;
    let most = before;
    const look = setInterval(() => (most = Math.max(most, watcher.present)), 20);
    const socket = await target.connect();
    const { canary } = target.stage;
    for (let i = 0; i < presences; i += 1) {
      socket.send(presenceMessage(1_000_000 + i, 1, canary));
      if (i % 200 === 199) await breathe();
      if (socket.readyState !== socket.OPEN) break;
    }
    for (const { doc } of target.honest) socket.send(presenceMessage(doc.clientID, 99, canary));
    await target.stage.pass(documentLimits.presenceIntervalMs * 10);
    clearInterval(look);
    socket.terminate();
    // At most the attacker, once, under the name of the session.
    mustHold(most <= before + 1, `${most} people are shown instead of ${before}`);
    const isForged = JSON.stringify(watcher.presence).includes(canary);
    mustHold(!isForged, 'a name was forged');
    return `${presences} fake ids sent, ${Math.max(0, most - before - 1)} appeared, no name forged`;
  },
};

/** Updates that insert a letter and delete it: nothing to see, and the document grows. */
function tombstones(count: number): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const text = doc.getText('scratch');
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < count; i += 1) {
    doc.transact(() => {
      text.insert(0, 'x');
      text.delete(0, 1);
    });
  }
  return { doc, updates };
}

const tombstoneFlood: Attack = {
  name: 'letters that are written and deleted at once',
  logged: ['TOO_MUCH'],
  peakAtMostMiB: 100,
  async run(target) {
    const { updateBurst, updatesPerSecond, waitingMessages } = documentLimits;
    const [, reader] = target.honest;
    const { doc, updates } = tombstones(waitingMessages - 100);
    const socket = await target.connect();
    const from = performance.now();
    for (const update of updates) socket.send(updateMessage(update));
    const taken = () => Y.getState(reader.doc.store, doc.clientID);
    const goesOn = await target.stage.until(
      () => taken() > updateBurst + updatesPerSecond,
      seenWithinMs,
    );
    const seconds = (performance.now() - from) / secondMs;
    const most = updateBurst + updatesPerSecond * (seconds + 1);
    mustHold(goesOn, `only ${taken()} updates were taken`);
    mustHold(taken() <= most, `${taken()} updates were taken in ${seconds} s`);
    const end = endOf(socket);
    const more = tombstones(waitingMessages + updateBurst);
    for (const update of more.updates) socket.send(updateMessage(update));
    const { code } = await end;
    mustHold(code === closeCodes.tooLarge, `the flood was ended with ${code}`);
    return `at most ${Math.round(most)} taken in ${seconds.toFixed(1)} s; closed with ${code}`;
  },
};

const roomNamesFlood: Attack = {
  name: 'room names that do not exist',
  logged: ['GONE'],
  peakAtMostMiB: 100,
  async run(target, { roomNames }) {
    await times(roomNames, 20, async (i) => {
      const room = i % 10 === 0 ? `${target.stage.canary} ${i}` : `item:verzonnen-${i}`;
      const socket = await target.connect({ room, as: i });
      const { code, reason } = await endOf(socket);
      mustHold(code === closeCodes.gone && reason === 'GONE', `${room} was ended with ${code}`);
    });
    return `${roomNames} asked for, each closed with ${closeCodes.gone}`;
  },
};

const people = 9;
const perPersonAndRoom = documentLimits.connectionsPerPersonAndRoom;

const reconnectStorm: Attack = {
  name: 'a reconnect storm',
  logged: [],
  peakAtMostMiB: 250,
  async run(target, { storm }) {
    const { rooms } = target.stage;
    const connectAll = () =>
      Promise.all(Array.from({ length: storm }, (_, i) => synced(target, rooms, i)));
    const first = await connectAll();
    await Promise.all(
      first.map(async (socket) => {
        const closed = once(socket, 'close');
        socket.terminate();
        await closed;
      }),
    );
    const from = performance.now();
    const again = await connectAll();
    const tookMs = Math.round(performance.now() - from);
    for (const socket of again) socket.terminate();
    return `${storm} were synced again after ${tookMs} ms`;
  },
};

/** One of many browsers, in one of the other rooms: resolves when it has the document. */
async function synced(target: Target, rooms: readonly string[], i: number): Promise<WebSocket> {
  const { cookie } = target.stage.guest(i % people);
  const room = rooms[1 + Math.floor(i / (people * perPersonAndRoom))];
  mustHold(room !== undefined, 'enough rooms for the storm');
  const { documentsUrl, url } = target.stage.server;
  const socket = new WebSocket(`${documentsUrl}/${room}`, {
    headers: { cookie, origin: url },
    perMessageDeflate: false,
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (code) => {
      reject(new Error(`closed with ${code}`));
    });
    socket.on('open', () => {
      socket.send(syncStep1(Uint8Array.of(0)));
    });
    socket.on('message', (bytes: Buffer) => {
      if (bytes[0] === 0 && bytes[1] === 1) resolve();
    });
  });
  return socket;
}

const heldAtMostMiB = 20;

const anonymousPolling: Attack = {
  name: 'polling handshakes of nobody',
  logged: ['403'],
  peakAtMostMiB: 60,
  async run(target, { handshakes }) {
    const { pid, url } = target.stage.server;
    const openBefore = openFiles(pid);
    const before = memoryOf(pid).now;
    const agent = new Agent({ keepAlive: false });
    await times(handshakes, 50, async () => {
      const status = await statusOf(
        `${url}${polledDocuments.path}/?EIO=4&transport=polling`,
        agent,
      );
      mustHold(status === 403, `a handshake was answered with ${status}`);
    });
    await target.stage.until(() => openFiles(pid) <= openBefore, seenWithinMs);
    const held = openFiles(pid) - openBefore;
    mustHold(held <= 0, `${held} connections are still held`);
    const grown = Math.round(memoryOf(pid).now - before);
    mustHold(grown <= heldAtMostMiB, `${grown} MiB are still held`);
    return `${handshakes} answered with 403; ${grown} MiB and 0 connections held`;
  },
};

function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

function statusOf(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (answer) => {
      answer.resume();
      answer.on('end', () => {
        resolve(answer.statusCode ?? 0);
      });
    }).on('error', reject);
  });
}

export const floods: readonly Attack[] = [
  presenceFlood,
  tombstoneFlood,
  roomNamesFlood,
  reconnectStorm,
  anonymousPolling,
];
