/** The server that is attacked, the honest people in its room, and what can be seen from outside. */
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { RoomName } from '@overlegtafel/protocol';
import { WebSocket } from 'ws';
import type { Random } from '../../seeded-random.ts';
import type { Delays } from './delays.ts';
import type { Stage } from '../stage.ts';
import type { Guest, TypingClient } from '../typing-client.ts';

/** Honest people take the first seats; these are the others. */
const firstHostile = 4;
const hostilePeople = 5;
const answersWithinMs = 20_000;
const kibibytesPerMebibyte = 1024;

export interface End {
  readonly code: number;
  readonly reason: string;
}

/** One line of the server about a refusal. */
export interface RefusalLine {
  readonly what: string;
  readonly reason?: string;
  readonly detail?: string;
  readonly status?: string;
}

export type Honest = readonly [TypingClient, TypingClient, ...TypingClient[]];

/** What an attack has at hand. */
export class Target {
  readonly stage: Stage;
  /** The first types and the second is watched; there are more. */
  readonly honest: Honest;
  readonly delays: Delays;

  constructor(stage: Stage, honest: Honest, delays: Delays) {
    this.stage = stage;
    this.honest = honest;
    this.delays = delays;
  }

  get room(): RoomName {
    const [room] = this.stage.rooms;
    if (room === undefined) throw new Error('the stage has a room');
    return room;
  }

  get random(): Random {
    return this.stage.random;
  }

  /** Somebody who is signed in and means harm. */
  attacker(index = 0): Guest {
    return this.stage.guest(firstHostile + (index % hostilePeople));
  }

  /** A bare socket of an attacker, open. */
  async connect(options: { room?: string; as?: number; deflate?: boolean } = {}) {
    const { room = this.room, as = 0, deflate = false } = options;
    const { cookie } = this.attacker(as);
    const socket = new WebSocket(`${this.stage.server.documentsUrl}/${room}`, {
      headers: { cookie, origin: this.stage.server.url },
      perMessageDeflate: deflate,
    });
    socket.on('error', () => {
      // Being cut off is what an attacker can expect.
    });
    await once(socket, 'open');
    return socket;
  }

  /** Connects, sends, and gives how the server ended it. */
  async endAfter(messages: Iterable<Uint8Array | string>, as = 0): Promise<End> {
    const socket = await this.connect({ as });
    const end = endOf(socket);
    for (const message of messages) {
      if (socket.readyState !== socket.OPEN) break;
      socket.send(message);
    }
    return end;
  }

  /** What the server wrote about refusals since it had printed so much. */
  refusalsSince(printed: number): RefusalLine[] {
    return this.stage.server.output
      .slice(printed)
      .split('\n')
      .filter((line) => line.includes(' refused"'))
      .map((line) => JSON.parse(line) as RefusalLine);
  }
}

/** How the server ends a connection. Rejects when it does not. */
export function endOf(socket: WebSocket): Promise<End> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      socket.terminate();
      reject(new Error('the server did not end the connection'));
    }, answersWithinMs);
    socket.on('close', (code, reason) => {
      clearTimeout(late);
      resolve({ code, reason: reason.toString() });
    });
  });
}

/** Lets others have the thread. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** How much memory a process has had at most since `forgetPeak`, and has now, in MiB. */
export function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / kibibytesPerMebibyte;
  return { now: read('VmRSS'), peak: read('VmHWM') };
}

/** Starts measuring the peak anew. */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
