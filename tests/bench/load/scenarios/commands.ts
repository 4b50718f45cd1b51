import { Participant } from '../../../meeting/table-client.ts';
import type { Results } from '../metrics.ts';
import { cookieOf, type LoadOptions, meetingOf, roomOf } from '../options.ts';
import { Samples, sleep } from '../samples.ts';
import { measure } from './measured.ts';
import { busy } from './warm.ts';

const pauseMs = 100;
/** Searched for: the word of every case of the region, which there are many of. */
const words = 'Linde';

/**
 * What people ask for while all tables are busy, one after the other and each at another table: opening a case,
 * searching, and closing the meeting, which looks at everything and says what still stands in its way.
 */
export function commands(options: LoadOptions): Promise<Results> {
  const times = { open: new Samples(), search: new Samples(), close: new Samples() };
  return busy(options, async ({ tables, metrics }) => {
    const chairs = await Promise.all(tables.map((_, number) => chairOf(options, number)));
    const measuring = measure(tables, metrics, options, options.secs);
    const until = performance.now() + options.secs * 1000;
    for (let turn = 0; performance.now() < until; turn += 1) {
      const chair = chairs[turn % chairs.length];
      if (chair === undefined) throw new Error('nobody leads a meeting');
      times.open.add(await timeOf(chair.open));
      times.search.add(await timeOf(chair.search));
      times.close.add(await timeOf(chair.close));
      await sleep(pauseMs);
    }
    return {
      ...(await measuring),
      ...times.open.summary('openCase'),
      ...times.search.summary('search'),
      ...times.close.summary('closeMeeting'),
    };
  });
}

async function chairOf(options: LoadOptions, number: number) {
  const url = new URL(options.url.replace('ws', 'http')).origin;
  const chair = Participant.withCookie(url, 'chair', cookieOf(options, number, 0) ?? '');
  const item = roomOf(options, number).replace('item:', '');
  const meeting = meetingOf(options, number);
  if (meeting === undefined) throw new Error('this scenario needs --meetings-file');
  const { table } = await chair.must('item', { params: { item } });
  return {
    open: () => chair.must('item', { params: { item } }),
    search: () => chair.must('search', { params: { table }, body: { words } }),
    close: () => chair.refused('closeMeeting', { params: { meeting } }),
  };
}

/** In milliseconds, from the question to the last byte of the answer. */
async function timeOf(ask: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await ask();
  return performance.now() - from;
}
