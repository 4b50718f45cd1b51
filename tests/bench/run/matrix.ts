/** Which scenario is measured with which servers, and what has to be reached. */

/** A goal for our server. */
export type Goal =
  /** For the value itself. */
  | { readonly measure: string; readonly atMost: number }
  | { readonly measure: string; readonly atLeast: number }
  /** For the ratio to another server; reached as well when the value is at most `orAtMost`. */
  | {
      readonly measure: string;
      readonly against: Base;
      readonly atMost: number;
      readonly orAtMost?: number;
    }
  /** For what comes on top of the relay and one fsync on this disk. */
  | { readonly measure: string; readonly aboveRelayAndFsync: number };

/** Whom the others are compared with. */
export const bases = ['relay', 'hocuspocus', 'hocuspocus-durable'] as const;
export type Base = (typeof bases)[number];

export interface Case {
  readonly name: string;
  readonly peers: readonly string[];
  /** Flags of the generator. */
  readonly flags: readonly string[];
  /** How many tables our server needs, each with a room, the one for practice included. */
  readonly rooms: number;
  /** Who sits at each of them. */
  readonly participants: number;
  /** Rooms that are filled before the server is restarted. */
  readonly seeded?: number;
  readonly usesHistory?: boolean;
  /** Every fsync takes so many microseconds longer. */
  readonly slowFsyncMicros?: number;
  readonly measures: readonly string[];
  readonly goals: readonly Goal[];
}

const all = ['relay', 'hocuspocus', 'overlegtafel'];
const allAndDurable = ['relay', 'hocuspocus', 'hocuspocus-durable', 'overlegtafel'];
const stored = ['hocuspocus', 'overlegtafel'];
const chairs = 12;
const slowMicros = 4000;
/** `deliveredShare` has to be 1, and `sendLagP99` (the generator's own lateness) small. */
const typing = [
  ...['deliverP50', 'deliverP99', 'allP99', 'awareP50', 'awareP99', 'cpuSPer1000'],
  ...['deliveredShare', 'sendLagP99', 'foreignCpu', 'fsyncMs', 'load'],
];
const joining = ['syncP50', 'syncP95', 'serverCpuMsPerJoin', 'early', 'bytes', 'applyP50'];
const storming = ['allSyncedMs', 'syncP50', 'serverCpuS', 'early', 'rssMiB'];

function warm(tables: number, secs: number): Pick<Case, 'flags' | 'rooms' | 'participants'> {
  return {
    flags: [
      ...['--scenario', 'warm', '--tables', String(tables)],
      ...['--warmup', '2', '--secs', String(secs)],
    ],
    rooms: tables,
    participants: chairs,
  };
}

function join(...flags: string[]): Pick<Case, 'flags' | 'usesHistory' | 'participants'> {
  return { flags, usesHistory: true, participants: chairs };
}

const stormRooms = 42;

export const matrix: readonly Case[] = [
  {
    name: 'warm10',
    peers: allAndDurable,
    ...warm(10, 10),
    measures: [...typing, 'rssMiB', 'diskWriteKiB', 'liveEventsPerSec', 'drops'],
    goals: [
      { measure: 'deliverP50', aboveRelayAndFsync: 0.4 },
      { measure: 'deliverP50', against: 'hocuspocus-durable', atMost: 0.6 },
      { measure: 'deliverP99', against: 'relay', atMost: 2.5, orAtMost: 4 },
      { measure: 'deliverP99', against: 'hocuspocus-durable', atMost: 0.7 },
      { measure: 'awareP99', atMost: 60 },
    ],
  },
  {
    name: 'warm30',
    peers: allAndDurable,
    ...warm(30, 8),
    measures: [...typing, 'serverCpu', 'rssMiB', 'liveEventsPerSec', 'drops'],
    goals: [
      { measure: 'deliverP99', atMost: 5 },
      { measure: 'cpuSPer1000', against: 'relay', atMost: 1.6 },
      { measure: 'cpuSPer1000', against: 'hocuspocus', atMost: 0.6 },
    ],
  },
  {
    name: 'slow30',
    peers: allAndDurable,
    ...warm(30, 8),
    slowFsyncMicros: slowMicros,
    measures: typing,
    goals: [
      { measure: 'deliverP50', atMost: 7 },
      { measure: 'deliverP99', atMost: 15 },
    ],
  },
  {
    name: 'commands',
    peers: ['overlegtafel'],
    flags: ['--scenario', 'commands', '--tables', '10', '--warmup', '2', '--secs', '10'],
    rooms: 10,
    participants: chairs,
    measures: [
      ...['openCaseP50', 'openCaseP99', 'searchP50', 'searchP99'],
      ...['closeMeetingP50', 'closeMeetingP99', 'deliverP99', 'foreignCpu', 'load'],
    ],
    goals: [],
  },
  {
    name: 'big',
    peers: all,
    flags: ['--scenario', 'big', '--clients', '100', '--warmup', '2', '--secs', '4'],
    rooms: 3,
    participants: 100,
    measures: [
      ...['mixDeliverP50', 'mixDeliverP99', 'mixAwareP99', 'mixCpuSPer1000', 'mixDeliveredShare'],
      ...['e250DeliverP50', 'e250DeliverP99', 'e250CpuSPer1000'],
      ...['e1000DeliverP50', 'e1000DeliverP99', 'e1000CpuSPer1000', 'e1000DeliveredShare'],
    ],
    goals: [{ measure: 'e1000DeliverP99', atMost: 20 }],
  },
  {
    name: 'joinfresh',
    peers: all,
    ...join('--scenario', 'join', '--joins', '20'),
    rooms: 1,
    measures: joining,
    goals: [{ measure: 'syncP50', against: 'relay', atMost: 1.3 }],
  },
  {
    name: 'joinsv',
    peers: stored,
    ...join('--scenario', 'join', '--joins', '20', '--holds-document'),
    rooms: 1,
    measures: joining,
    goals: [],
  },
  {
    name: 'coldjoin',
    peers: stored,
    ...join('--scenario', 'join', '--joins', '10', '--cold'),
    rooms: 11,
    seeded: 10,
    measures: joining,
    goals: [
      { measure: 'syncP50', against: 'hocuspocus', atMost: 0.12 },
      { measure: 'early', atMost: 0 },
    ],
  },
  {
    name: 'stormfresh',
    peers: all,
    ...join('--scenario', 'storm', '--clients', '500'),
    rooms: stormRooms,
    measures: storming,
    goals: [
      { measure: 'allSyncedMs', against: 'relay', atMost: 1.2 },
      { measure: 'rssMiB', atMost: 300 },
    ],
  },
  {
    name: 'coldstorm',
    peers: stored,
    ...join('--scenario', 'storm', '--clients', '500', '--cold'),
    rooms: stormRooms + 1,
    seeded: stormRooms,
    measures: storming,
    goals: [],
  },
  {
    name: 'idle',
    peers: all,
    flags: ['--scenario', 'idle', '--clients', '2400', '--gc-signal', 'SIGUSR2'],
    rooms: 201,
    participants: chairs,
    measures: ['kibPerConn', 'kibPerConnNoGc', 'rssBefore', 'idleCpu'],
    goals: [
      { measure: 'rssBefore', atMost: 130 },
      { measure: 'kibPerConn', atMost: 16 },
    ],
  },
  {
    name: 'open',
    peers: stored,
    ...join('--scenario', 'open', '--tables', '20', '--gc-signal', 'SIGUSR2'),
    rooms: 21,
    seeded: 20,
    measures: ['mibPerRoom'],
    goals: [],
  },
  {
    name: 'ramp',
    peers: all,
    flags: ['--scenario', 'ramp', '--step', '20', '--step-secs', '2', '--max-tables', '240'],
    rooms: 240,
    participants: chairs,
    measures: ['maxConns', 'capDeliveriesPerSec', 'capCpu', 'capGenElu'],
    goals: [{ measure: 'maxConns', atLeast: 2880 }],
  },
  {
    name: 'bytes',
    peers: all,
    flags: ['--scenario', 'bytes'],
    rooms: 1,
    participants: 2,
    measures: ['payloadPerKey', 'upPerKey', 'echoPerKey', 'downPerKey', 'presenceDown'],
    goals: [],
  },
];
