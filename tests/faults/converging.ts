/**
 * Twenty people edit at chance moments while the network between them and the server drops, delays,
 * duplicates, reorders and cuts. After quiet all documents and the replay of the log are the same.
 */
import { startProxy, type Proxy } from '../proxy/proxy.ts';
import type { Random } from '../seeded-random.ts';
import type { Finding } from './history-checker.ts';
import { Stage } from './stage.ts';

export interface ConvergeOptions {
  readonly seed: number;
  readonly people: number;
  readonly forMs: number;
}

export interface ConvergeReport {
  readonly typed: number;
  readonly acknowledged: number;
  readonly documents: number;
  readonly hashes: number;
  /**
   * Close codes of whoever was refused. This network loses messages inside a connection, which TCP does not do; a
   * client whose repeats are lost too is out of order in the end, and a page would start afresh.
   */
  readonly ended: readonly (number | undefined)[];
  readonly disturbed: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly history: string | undefined;
}

const rough = {
  drop: 0.01,
  duplicate: 0.05,
  reorder: 0.03,
  split: 0.05,
  delayMs: 15,
  jitterMs: 40,
  sparesGreeting: true,
} as const;
const typeEveryMs = 120;
const weatherEveryMs = 700;
/** Waiting is not what is proven here: the line is slow on purpose. */
const patienceMs = 60_000;

export async function converge({ seed, people, forMs }: ConvergeOptions): Promise<ConvergeReport> {
  const stage = await Stage.open({ seed });
  let proxy: Proxy | undefined;
  try {
    const { url } = await stage.start();
    proxy = await startProxy({ target: url, seed });
    const clients = await stage.seat({ count: people, kind: 'mixed', url: proxy.url });
    const stop = stage.keepTyping(clients, typeEveryMs);
    await weather(stage, proxy, forMs);
    stop();
    proxy.change({});
    // A message that was dropped is only asked for again after a new connection.
    for (const client of clients) client.reconnect();
    await stage.settle();
    const ended = stage.clients.filter(({ isEnded }) => isEnded).map(({ closeCode }) => closeCode);
    const verdict = await stage.finish({ patienceMs, recoveryMs: patienceMs });
    const { events } = stage.recorder;
    const hashes = events.flatMap((event) =>
      event.kind === 'document' ? [event.hash] : event.kind === 'log' ? [event.replayed] : [],
    );
    return {
      typed: events.filter(({ kind }) => kind === 'typed').length,
      acknowledged: events.filter(({ kind }) => kind === 'acked').length,
      documents: hashes.length,
      hashes: new Set(hashes).size,
      ended,
      disturbed: { ...proxy.counts },
      findings: verdict.findings,
      history: verdict.findings.length > 0 ? stage.keepHistory('converge') : undefined,
    };
  } finally {
    await proxy?.close();
    await stage.close();
  }
}

/** Changes the network every now and then: fine, rough, cut, and individual reconnects. */
async function weather(stage: Stage, proxy: Proxy, forMs: number): Promise<void> {
  const random: Random = stage.random.part('weather');
  const until = performance.now() + forMs;
  while (performance.now() < until) {
    proxy.change(random.chance(0.7) ? rough : {});
    if (random.chance(0.15)) proxy.cut();
    for (const client of stage.clients) if (random.chance(0.1)) client.reconnect();
    await stage.pass(weatherEveryMs);
  }
}
