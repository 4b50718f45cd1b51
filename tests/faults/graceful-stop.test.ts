import { closeCodes } from '@overlegtafel/protocol';
import { afterEach, expect, it } from 'vitest';
import { Stage } from './stage.ts';
import type { TypingClient } from './typing-client.ts';

const people = 50;
const everyMs = 200;
const patienceMs = 20_000;
const longestMs = 5_000;
let stage: Stage | undefined;

afterEach(async () => {
  await stage?.close();
});

it('OP22 stops within five seconds under fifty people who type, and loses nothing that it acknowledged', async () => {
  const table = await Stage.open({ seed: 20_261_124, rooms: 5 });
  stage = table;
  const server = await table.start();
  for (const [room] of table.rooms.entries())
    await table.seat({ count: people / table.rooms.length, kind: 'own', room });
  const stopTyping = table.keepTyping(table.clients, everyMs);
  const letters = () => table.recorder.events.filter(({ kind }) => kind === 'typed').length;
  expect(await table.until(() => letters() > 2 * people, patienceMs)).toBe(true);
  const told = new Set<TypingClient>();
  const allTold = table.until(() => {
    for (const client of table.clients)
      if (client.closeCode === closeCodes.stopping) told.add(client);
    return told.size === people;
  }, patienceMs);
  table.outage('asked to stop', 2 * longestMs);
  const from = performance.now();
  const ending = await server.stop();
  expect(performance.now() - from).toBeLessThan(longestMs);
  expect(ending).toEqual({ code: 0, signal: null });
  stopTyping();
  expect(await allTold).toBe(true);
  await table.start();
  const { findings } = await table.finish();
  expect(findings).toEqual([]);
});
