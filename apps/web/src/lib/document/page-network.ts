import { polledDocuments } from '@overlegtafel/protocol';
import { systemClock } from './clock.ts';
import { lineLater } from './transport/line-later.ts';
import { Network } from './transport/network.ts';
import { webSocketLine } from './transport/web-socket-line.ts';

let network: Network | undefined;

/** Where documents are, seen from a page. */
export function documentsAddress(origin: string): string {
  return `${origin.replace(/^http/, 'ws')}${polledDocuments.namespace}`;
}

/** The network of this page: one for all its rooms, so that they learn from each other. */
export function pageNetwork(): Network {
  network ??= openNetwork(location.origin);
  return network;
}

function openNetwork(origin: string): Network {
  return new Network({
    address: documentsAddress(origin),
    openWebSocket: webSocketLine,
    openPolled: lineLater(async () => {
      const { polledLines } = await import('./transport/polled-line.ts');
      return polledLines(origin);
    }),
    clock: systemClock,
    chance: () => Math.random(),
  });
}
