/**
 * A network that misbehaves, between the browser and the server on this machine.
 *
 *   npm run proxy -- --target http://127.0.0.1:3000 --refuse-websocket --body-bytes 1000000
 *   npm run proxy -- --cut-every 30 --delay 150 --jitter 100
 *   npm run proxy -- --drop 0.05 --reorder 0.05 --direction up --seed 7
 *
 * Then open the address that it prints instead of the server's. Chances are from 0 to 1, for each
 * message of a document.
 */
import { parseArgs } from 'node:util';
import { disturbances, type Conditions, type Disturbance } from './conditions.ts';
import { startProxy } from './proxy.ts';

const { values } = parseArgs({
  options: {
    target: { type: 'string', default: 'http://127.0.0.1:3000' },
    port: { type: 'string', default: '3001' },
    seed: { type: 'string' },
    'refuse-websocket': { type: 'boolean', default: false },
    'body-bytes': { type: 'string' },
    'cut-every': { type: 'string' },
    'half-open': { type: 'boolean', default: false },
    delay: { type: 'string', default: '0' },
    jitter: { type: 'string', default: '0' },
    direction: { type: 'string', default: 'both' },
    drop: { type: 'string', default: '0' },
    duplicate: { type: 'string', default: '0' },
    reorder: { type: 'string', default: '0' },
    split: { type: 'string', default: '0' },
    truncate: { type: 'string', default: '0' },
    corrupt: { type: 'string', default: '0' },
  },
});

const secondsMs = 1000;
const directions = ['up', 'down', 'both'] as const;

function conditions(): Conditions {
  const direction = directions.find((known) => known === values.direction);
  if (direction === undefined) throw new Error(`--direction is one of ${directions.join(', ')}`);
  const chances: Partial<Record<Disturbance, number>> = {};
  for (const what of disturbances) chances[what] = Number(values[what]);
  const cutEvery = values['cut-every'];
  const bodyBytes = values['body-bytes'];
  return {
    ...chances,
    direction,
    delayMs: Number(values.delay),
    jitterMs: Number(values.jitter),
    refuseWebSocket: values['refuse-websocket'],
    swallow: values['half-open'],
    ...(bodyBytes === undefined ? {} : { bodyBytes: Number(bodyBytes) }),
    ...(cutEvery === undefined ? {} : { cutEveryMs: Number(cutEvery) * secondsMs }),
  };
}

const proxy = await startProxy({
  target: values.target,
  port: Number(values.port),
  conditions: conditions(),
  ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
});
console.log(`Proxy on ${proxy.url} to ${values.target}, seed ${proxy.seed}. Ctrl+C stops it.`);
process.once('SIGINT', () => {
  console.log(JSON.stringify(proxy.counts));
  void proxy.close();
});
