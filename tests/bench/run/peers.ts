/** The servers that are measured side by side, each as a process of its own. */
import type { Protocol } from '../load/protocols.ts';
import * as overlegtafel from '../servers/overlegtafel.ts';

export interface Peer {
  readonly name: string;
  readonly protocol: Protocol;
  /** With `{port}` and, where the address names it, `{room}`. */
  readonly url: string;
  /** What node runs, from the workspace folder. */
  readonly program: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Makes what the server needs before its first start in this folder. */
  readonly prepare?: (folder: string, kase: RoomsOfCase) => Promise<void>;
  /** Flags of the generator for this server, known once it runs. */
  readonly flags?: (place: RunningPlace) => Promise<string[]>;
}

interface RoomsOfCase {
  readonly rooms: number;
  readonly participants: number;
}

export interface RunningPlace {
  readonly folder: string;
  readonly port: number;
}

export const peers: readonly Peer[] = [
  {
    name: 'relay',
    protocol: 'relay',
    url: 'ws://127.0.0.1:{port}/{room}',
    program: 'tests/bench/servers/relay.ts',
  },
  {
    name: 'hocuspocus',
    protocol: 'hocuspocus',
    url: 'ws://127.0.0.1:{port}/',
    program: 'tests/bench/servers/hocuspocus.ts',
  },
  {
    // Stores at every edit, as ours does; the one above two seconds after the last.
    name: 'hocuspocus-durable',
    protocol: 'hocuspocus',
    url: 'ws://127.0.0.1:{port}/',
    program: 'tests/bench/servers/hocuspocus.ts',
    env: { HOCUSPOCUS_DEBOUNCE: '0' },
  },
  {
    name: 'overlegtafel',
    protocol: 'y-websocket',
    url: 'ws://127.0.0.1:{port}/documents/{room}',
    program: 'apps/server/src/main.ts',
    prepare: overlegtafel.prepare,
    flags: overlegtafel.flags,
  },
];
