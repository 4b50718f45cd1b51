import { connect, type Socket } from 'node:net';
import { mustBe, onStage, type FaultCase } from '../fault-case.ts';
import type { Stage } from '../stage.ts';

const crowd = 1000;
const crowdRooms = 12;
const backWithinMs = 5000;

const reconnectStorm: FaultCase = {
  number: 23,
  title: 'a thousand browsers reconnect at once, then twelve people type',
  needs: [],
  proves: ['I1', 'I2', 'I3', 'I4', 'I7'],
  rounds: 1,
  run: ({ seed }) =>
    onStage({ seed, rooms: crowdRooms }, async (stage) => {
      await stage.start();
      for (let room = 0; room < crowdRooms; room += 1) {
        await stage.seat({ count: Math.ceil(crowd / crowdRooms), kind: 'own', room });
      }
      for (const client of stage.clients.slice(0, crowdRooms)) client.write('voor de storm');
      await stage.settle();
      const everybody = [...stage.clients];
      await stage.crash();
      await stage.until(() => everybody.every((client) => !client.isSynced), 2000);
      await stage.start();
      const from = performance.now();
      const areBack = await stage.until(() => everybody.every((one) => one.isSynced), 30_000);
      const tookMs = Math.round(performance.now() - from);
      console.log(`    ${everybody.length} were back after ${tookMs} ms`);
      mustBe(areBack && tookMs < backWithinMs, `it took ${tookMs} ms until all were back`);
      await typeTwelve(stage);
      return stage.finish();
    }),
};

async function typeTwelve(stage: Stage): Promise<void> {
  await stage.pass(4500);
  const stop = stage.keepTyping(stage.clients.slice(0, 12), 200);
  await stage.pass(3000);
  stop();
}

const smallHeap = ['--max-old-space-size=160'];
const large = 'een groot document '.repeat(10_000);

const littleMemory: FaultCase = {
  number: 26,
  title: 'little memory and documents that grow',
  needs: [],
  proves: ['I1', 'I2', 'I3', 'I4'],
  rounds: 1,
  run: ({ seed }) =>
    onStage({ seed, rooms: 8 }, async (stage) => {
      await stage.start({ nodeFlags: smallHeap });
      for (let room = 0; room < 8; room += 1) await stage.seat({ count: 1, kind: 'own', room });
      const writers = [...stage.clients];
      // Nobody pastes like this: what is looked at here is loss, not speed.
      stage.outage('documents grow by megabytes', 10_000);
      for (let i = 0; i < 12 && stage.server.isRunning; i += 1) {
        for (const writer of writers) writer.write(large);
        await stage.pass(200);
      }
      if (!stage.server.isRunning) {
        console.log('    the server ran out of memory and was started again');
        stage.recorder.record({ kind: 'crash' });
        await stage.start();
      }
      return stage.finish();
    }),
};

const fewFiles = 256;
const manySockets = 400;

const noDescriptors: FaultCase = {
  number: 27,
  title: 'no file descriptors left: new connections are shed, those inside go on',
  needs: ['prlimit'],
  proves: ['I1', 'I2', 'I3', 'I4'],
  rounds: 1,
  run: ({ seed }) =>
    onStage({ seed }, async (stage) => {
      await stage.start({ under: ['prlimit', `--nofile=${fewFiles}:${fewFiles}`] });
      const people = await stage.seat({ count: 6, kind: 'mixed' });
      const sockets = Array.from({ length: manySockets }, () => openSocket(stage.server.port));
      await stage.pass(1000);
      const stop = stage.keepTyping(people, 50);
      await stage.pass(3000);
      stop();
      const isHarmed = people.some(({ closeCode }) => closeCode !== undefined);
      for (const socket of sockets) socket.destroy();
      mustBe(stage.server.isRunning, 'the server ended');
      mustBe(!isHarmed, 'somebody inside was closed');
      await stage.pass(1000);
      return stage.finish();
    }),
};

function openSocket(port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {
    // It may be shed, which is the point.
  });
  return socket;
}

export const crowds: readonly FaultCase[] = [reconnectStorm, littleMemory, noDescriptors];
