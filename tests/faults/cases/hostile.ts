/** One who is signed in and means harm, beside people who just work. */
import { closeCodes } from '@overlegtafel/protocol';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { residentMiB } from '../../bench/load/machine.ts';
import { presenceMessage, updateMessage } from '../../bench/load/messages.ts';
import { mustBe, onStage, type FaultCase } from '../fault-case.ts';
import type { Stage } from '../stage.ts';
import { StockClient } from '../stock-client.ts';

const mib = 1024 * 1024;
const growthAtMostMiB = 150;
const fakePeople = 20_000;
const parkedUpdates = 20_000;
const unknownRooms = 2_000;
const mutants = 10_000;
const answersWithinMs = 5000;

const hostilePerson: FaultCase = {
  number: 24,
  title: 'somebody signed in floods, forges and sends garbage',
  needs: [],
  proves: ['I1', 'I2', 'I3', 'I4', 'I7'],
  rounds: 1,
  run: ({ seed }) =>
    onStage({ seed }, async (stage) => {
      await stage.start();
      const people = await stage.seat({ count: 6, kind: 'mixed' });
      // So long after the start that every wait counts.
      await stage.pass(4500);
      const stop = stage.keepTyping(people, 50);
      const before = residentMiB(stage.server.pid);
      for (const attack of attacks) await attack(stage);
      const grown = Math.round(residentMiB(stage.server.pid) - before);
      stop();
      console.log(`    memory grew ${grown} MiB`);
      mustBe(stage.server.isRunning, 'the server ended');
      mustBe(grown < growthAtMostMiB, `memory grew ${grown} MiB`);
      const isHarmed = people.some(({ closeCode }) => closeCode !== undefined);
      mustBe(!isHarmed, 'an honest connection was closed');
      return stage.finish();
    }),
};

type Attack = (stage: Stage) => Promise<void>;

const attacks: readonly Attack[] = [
  giantFrame,
  foreignOrigin,
  roomNamesFlood,
  presenceFlood,
  forgedClientId,
  parkedFlood,
  mutatedFrames,
];

async function attacker(stage: Stage, room = stage.rooms[0] ?? ''): Promise<WebSocket> {
  const { cookie } = stage.guest(8);
  const socket = new WebSocket(`${stage.server.documentsUrl}/${room}`, {
    headers: { cookie, origin: stage.server.url },
    perMessageDeflate: false,
  });
  socket.on('error', () => {
    // Being cut off is what an attacker can expect.
  });
  await once(socket, 'open');
  return socket;
}

/** With which code an attack was ended; 0 when it was not. */
async function endOf(socket: WebSocket): Promise<number> {
  if (socket.readyState === socket.CLOSED) return 0;
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve);
  });
  const late = new Promise<number>((resolve) => {
    setTimeout(() => {
      resolve(0);
    }, answersWithinMs);
  });
  return Promise.race([closed, late]);
}

async function giantFrame(stage: Stage): Promise<void> {
  const socket = await attacker(stage);
  const ended = endOf(socket);
  socket.send(Buffer.alloc(100 * mib));
  const code = await ended;
  // 1006: the server cut it off while we were still sending.
  mustBe([1006, 1009].includes(code), `100 MB was ended with ${code}`);
}

async function foreignOrigin(stage: Stage): Promise<void> {
  const { cookie } = stage.guest(8);
  for (const origin of ['https://evil.test', 'null', `${stage.server.url}.evil.test`]) {
    const socket = new WebSocket(`${stage.server.documentsUrl}/${stage.rooms[0]}`, {
      headers: { cookie, origin },
    });
    const [error] = (await once(socket, 'error')) as [Error];
    mustBe(error.message.includes('403'), `${origin} was answered with ${error.message}`);
  }
}

async function roomNamesFlood(stage: Stage): Promise<void> {
  for (let i = 0; i < unknownRooms; i += 1) {
    const socket = await attacker(stage, `item:verzonnen-${i}`);
    const code = await endOf(socket);
    mustBe(code === closeCodes.gone, `an unknown room was ended with ${code}`);
  }
}

async function presenceFlood(stage: Stage): Promise<void> {
  const [watcher] = await stage.seat({ count: 1, kind: 'stock' });
  mustBe(watcher instanceof StockClient, 'a stock client');
  const socket = await attacker(stage);
  for (let i = 0; i < fakePeople; i += 1) socket.send(presenceMessage(1000 + i, 1, 'Niemand'));
  await stage.pass(1500);
  // The honest ones, the watcher and at most one of the attacker.
  const honest = stage.clients.filter((client) => client instanceof StockClient).length;
  mustBe(watcher.present <= honest + 1, `${watcher.present} people are shown`);
  socket.terminate();
  stage.vanish([watcher]);
}

async function forgedClientId(stage: Stage): Promise<void> {
  const victim = stage.clients.at(0);
  if (victim === undefined) return;
  const forged = new Y.Doc();
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(victim.doc));
  forged.clientID = victim.doc.clientID;
  const before = Y.encodeStateVector(forged);
  forged.getText('scratch').insert(0, 'dit heb ik nooit gezegd');
  const socket = await attacker(stage);
  const ended = endOf(socket);
  socket.send(updateMessage(Y.encodeStateAsUpdate(forged, before)));
  const code = await ended;
  mustBe(code === closeCodes.outOfOrder, `a forged client id was ended with ${code}`);
  mustBe(!victim.doc.getText('scratch').toJSON().includes('nooit gezegd'), 'forged words arrived');
}

/** Each builds on something that nobody has: Yjs would keep all of them for later. */
async function parkedFlood(stage: Stage): Promise<void> {
  const socket = await attacker(stage);
  const ended = endOf(socket);
  const doc = new Y.Doc();
  const text = doc.getText('scratch');
  text.insert(0, 'eerste');
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < parkedUpdates; i += 1) text.insert(0, 'x');
  for (const update of updates) socket.send(updateMessage(update));
  const code = await ended;
  const codes: number[] = [closeCodes.outOfOrder, closeCodes.tooLarge];
  mustBe(codes.includes(code), `parked updates were ended with ${code}`);
}

async function mutatedFrames(stage: Stage): Promise<void> {
  const { random } = stage;
  const doc = new Y.Doc();
  doc.getText('scratch').insert(0, 'gewone woorden');
  const message = updateMessage(Y.encodeStateAsUpdate(doc));
  let socket = await attacker(stage);
  for (let i = 0; i < mutants; i += 1) {
    if (socket.readyState !== socket.OPEN) socket = await attacker(stage);
    const mutant = Buffer.from(message.subarray(0, 1 + random.below(message.length)));
    for (let flips = 0; flips < 3; flips += 1) {
      mutant[random.below(mutant.length)] = random.below(256);
    }
    socket.send(mutant);
    if (i % 20 === 0) await stage.pass(0);
  }
  socket.terminate();
}

export const hostile: readonly FaultCase[] = [hostilePerson];
