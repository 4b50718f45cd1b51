import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MeetingTable } from '../meeting-table.ts';
import { Participant } from '../table-client.ts';
import { type Pair, startPair } from './failover.ts';

const patienceMs = 300_000;
const who = 'vt-worker';
/** How long somebody goes on asking before a call counts as blocked for ever. */
const answeredWithinMs = 60_000;
const askAgainMs = 500;

let pair: Pair;
let at: MeetingTable;

beforeAll(async () => {
  pair = await startPair();
  at = await MeetingTable.sitDown(pair.servers[0].url);
  await at.open();
}, patienceMs);

afterAll(async () => {
  at.leave();
  await pair.stand.leave();
});

interface OneCall {
  readonly key: string;
  readonly words: string;
}

function calls(many: number, words: string): readonly OneCall[] {
  return Array.from({ length: many }, (_, n) => ({ key: randomUUID(), words: `${words} ${n}` }));
}

async function dissent(by: Participant, { key, words }: OneCall) {
  const params = { item: at.itemOf('Linde') };
  return by.call('dissent', { params, body: { words, revisitOn: at.day(300) }, key });
}

/** Asks again until there is an answer; gives the id that was made. */
async function untilAnswered(by: Participant, call: OneCall): Promise<string> {
  const untilMs = Date.now() + answeredWithinMs;
  for (;;) {
    const answer = await dissent(by, call);
    if (answer.kind === 'DONE') return answer.value.id;
    if (Date.now() > untilMs) throw new Error(`${call.words}: ${JSON.stringify(answer)}`);
    await after(askAgainMs);
  }
}

/** The ids of what stands there with these words. */
async function kept(words: string): Promise<readonly (readonly [string, string])[]> {
  const item = await at.as('chair').must('item', { params: { item: at.itemOf('Linde') } });
  return item.dissents
    .filter((one) => one.words.startsWith(words))
    .map((one) => [one.words, one.id] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function byWords(many: readonly OneCall[], ids: readonly string[]) {
  return many
    .map(({ words }, n) => [words, ids[n]] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

describe('the same call at two servers', () => {
  it('TB35 in the same moment is done once, with one answer', async () => {
    const [here, there] = await Promise.all(
      pair.servers.map(({ url }) => Participant.signIn(url, who)),
    );
    if (!here || !there) throw new Error('two servers');
    const asked = calls(20, 'Tegelijk');
    const ids = await Promise.all(
      asked.map(async (call) => {
        const answers = await Promise.all([dissent(here, call), dissent(there, call)]);
        return answers.map((answer) => (answer.kind === 'DONE' ? answer.value.id : answer.kind));
      }),
    );
    expect(ids.map(([one]) => one)).toEqual(ids.map(([, other]) => other));
    expect(await kept('Tegelijk')).toEqual(
      byWords(
        asked,
        ids.map(([one = '']) => one),
      ),
    );
  });

  it.each([
    { how: 'stands still', words: 'Stilgestaan' },
    { how: 'is killed', words: 'Gedood' },
  ])(
    'TB36 is done once when one of them $how in the middle of it',
    async ({ how, words }) => {
      const [first, second] = pair.servers;
      const there = await Participant.signIn(second.url, who);
      const here = await Participant.signIn(first.url, who);
      const asked = calls(60, words);
      const broken = asked.map((call) => dissent(there, call));
      // In the middle: some were answered, and others not.
      await Promise.any(broken);
      if (how === 'is killed') await second.kill9();
      else second.pause();
      const ids = await Promise.all(asked.map((call) => untilAnswered(here, call)));
      second.resume();
      await Promise.all(broken);
      expect(await kept(words)).toEqual(byWords(asked, ids));
      if (how === 'is killed') pair.servers[1] = await pair.stand.start(pair.ports[1]);
    },
    patienceMs,
  );
});
