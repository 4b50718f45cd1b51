import { closeCodes, documentLimits } from '@overlegtafel/protocol';
import { WebSocket } from 'ws';
import { residentMiB } from '../../bench/load/machine.ts';
import type { Conditions } from '../../proxy/conditions.ts';
import { startProxy, type Proxy } from '../../proxy/proxy.ts';
import { mustBe, onStage, type FaultCase } from '../fault-case.ts';
import type { Verdict } from '../history-checker.ts';
import { OwnClient } from '../own-client.ts';
import type { Stage } from '../stage.ts';
import { StockClient } from '../stock-client.ts';

const slowReaders = 50;
/** Half a megabyte a second: a browser that reads nothing is soon beyond what is kept for it. */
const paste = 'lange tekst '.repeat(1700);
const pasteEveryMs = 40;
const growthAtMostMiB = 250;

/** A socket that nobody reads from is what a browser that stands still looks like to the server. */
const slowReader: FaultCase = {
  number: 13,
  title: 'fifty browsers stand still while others paste',
  needs: [],
  proves: ['I1', 'I2', 'I3', 'I4', 'I7'],
  rounds: 1,
  run: ({ seed }) =>
    onStage({ seed }, async (stage) => {
      await stage.start();
      const people = await stage.seat({ count: 4, kind: 'mixed' });
      const paused = await Promise.all(
        Array.from({ length: slowReaders }, (_, i) => pausedSocket(stage, i)),
      );
      const before = residentMiB(stage.server.pid);
      const pastes = setInterval(() => people[0]?.write(paste), pasteEveryMs);
      const stop = stage.keepTyping(people.slice(1), 50);
      let highest = before;
      for (let second = 0; second < 15; second += 1) {
        await stage.pass(1000);
        highest = Math.max(highest, residentMiB(stage.server.pid));
      }
      clearInterval(pastes);
      stop();
      for (const socket of paused) socket.terminate();
      console.log(`    memory grew ${Math.round(highest - before)} MiB`);
      mustBe(highest - before < growthAtMostMiB, 'slow readers filled the memory');
      return stage.finish();
    }),
};

async function pausedSocket(stage: Stage, index: number): Promise<WebSocket> {
  const { cookie } = stage.guest(index);
  const socket = new WebSocket(`${stage.server.documentsUrl}/${stage.rooms[0]}`, {
    headers: { cookie, origin: stage.server.url },
  });
  socket.on('error', () => {
    // It is closed from the other side, which is the point.
  });
  await new Promise((resolve) => socket.on('open', resolve));
  socket.send(Buffer.from([0, 0, 1, 0]));
  socket.pause();
  return socket;
}

const noticedWithinMs = 40_000;
const amberWithinMs = 10_000;

const halfOpen: FaultCase = {
  number: 14,
  title: 'a connection swallows everything in silence (half-open)',
  needs: [],
  proves: ['I1', 'I2', 'I3', 'I4'],
  rounds: 1,
  run: ({ seed }) =>
    throughProxy(seed, {}, async (stage, proxy) => {
      const [away, gone] = await stage.seat({ count: 2, kind: 'own', url: wsOf(proxy) });
      const [lost] = await stage.seat({ count: 1, kind: 'stock', url: wsOf(proxy) });
      const [watcher] = await stage.seat({ count: 1, kind: 'stock' });
      mustBe(away instanceof OwnClient && gone instanceof OwnClient, 'two of ours');
      mustBe(watcher instanceof StockClient && lost !== undefined, 'two stock clients');
      mustBe(await stage.until(() => watcher.present === 2, 5000), 'both are seen');
      proxy.change({ swallow: true });
      stage.outage('half-open', noticedWithinMs);
      away.write('in de dode verbinding');
      const isAmber = await stage.until(() => away.waiting > 0 && away.isSlow, amberWithinMs);
      mustBe(isAmber, 'the page said nothing about what was not saved');
      const isGone = await stage.until(() => watcher.present === 1, noticedWithinMs);
      mustBe(isGone, 'who was cut off is still shown as present');
      proxy.change({});
      proxy.cut();
      return stage.finish();
    }),
};

const disturbed: Conditions = {
  drop: 0.03,
  duplicate: 0.03,
  reorder: 0.03,
  split: 0.05,
  delayMs: 5,
  jitterMs: 20,
};

const disturbedMs = 3000;

const disturbedMessages: FaultCase = {
  number: 15,
  title: 'messages are dropped, doubled, reordered, delayed and split',
  needs: [],
  proves: ['I1', 'I2', 'I3', 'I4'],
  rounds: 4,
  run: ({ seed }) =>
    throughProxy(seed, disturbed, async (stage, proxy) => {
      const people = await stage.seat({ count: 6, kind: 'mixed', url: wsOf(proxy) });
      const watchers = await stage.seat({ count: 2, kind: 'mixed' });
      // What is lost on the way comes at the next sync: nobody is promised a second here.
      stage.outage('messages are lost', disturbedMs);
      const stop = stage.keepTyping([...people, ...watchers], 40);
      await stage.pass(disturbedMs);
      stop();
      proxy.change({});
      proxy.cut();
      return stage.finish();
    }),
};

const brokenMs = 4000;

const brokenMessages: FaultCase = {
  number: 16,
  title: 'messages are cut short or corrupted on their way to the server',
  needs: [],
  proves: ['I1', 'I2', 'I3', 'I4'],
  rounds: 2,
  run: ({ seed }) =>
    throughProxy(seed, {}, async (stage, proxy) => {
      const victims = await stage.seat({ count: 4, kind: 'mixed', url: wsOf(proxy) });
      const honest = await stage.seat({ count: 4, kind: 'mixed' });
      proxy.change({ corrupt: 0.05, truncate: 0.05, direction: 'up' });
      stage.outage('messages are broken', brokenMs);
      const stop = stage.keepTyping([...victims, ...honest], 30);
      await stage.pass(brokenMs);
      stop();
      const codes = victims.map(({ closeCode }) => closeCode);
      mustBe(
        codes.includes(closeCodes.malformed),
        `nobody was closed as malformed: ${codes.join()}`,
      );
      const isHarmed = honest.some(({ closeCode }) => closeCode !== undefined);
      mustBe(!isHarmed, 'an honest connection was closed');
      proxy.change({});
      proxy.cut();
      return stage.finish();
    }),
};

/** A stage whose server stands behind a proxy. */
function throughProxy(
  seed: number,
  conditions: Conditions,
  play: (stage: Stage, proxy: Proxy) => Promise<Verdict>,
): Promise<Verdict> {
  return onStage({ seed }, async (stage) => {
    const { url } = await stage.start();
    const proxy = await startProxy({ target: url, seed, conditions });
    try {
      return await play(stage, proxy);
    } finally {
      await proxy.close();
    }
  });
}

const wsOf = (proxy: Proxy) => proxy.url.replace('http', 'ws');

/** Also what `documentLimits` says: one person may be so often in one room. */
mustBe(slowReaders < documentLimits.connectionsPerPersonAndRoom * 9, 'nine people are enough');

export const network: readonly FaultCase[] = [
  slowReader,
  halfOpen,
  disturbedMessages,
  brokenMessages,
];
