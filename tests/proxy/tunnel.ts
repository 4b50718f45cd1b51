import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Random } from '../seeded-random.ts';
import type { Clock } from './clock.ts';
import { laneConditions, type Conditions, type Disturbance } from './conditions.ts';
import { FrameReader } from './frames.ts';
import { forwardedHeaders, type Rewrite } from './headers.ts';
import { Lane } from './lane.ts';

interface TunnelParts {
  readonly random: Random;
  readonly clock: Clock;
  readonly conditions: () => Conditions;
  readonly count: (what: Disturbance | 'passed') => void;
}

interface Browser {
  readonly socket: Duplex;
  /** What came in together with the request. */
  readonly head: Buffer;
}

const endOfHead = Buffer.from('\r\n\r\n');

/** One WebSocket through the proxy: two sockets with a lane in each direction. */
export class Tunnel {
  private readonly parts: TunnelParts;
  private lanes: Lane[] = [];
  private dead = false;

  constructor(parts: TunnelParts) {
    this.parts = parts;
  }

  open(asked: IncomingMessage, browser: Browser, rewrite: Rewrite): Socket {
    const { target } = rewrite;
    const server = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
    server.write(requestHead(asked, rewrite));
    this.awaitAnswer(browser, server);
    server.on('error', () => {});
    this.closeTogether(browser.socket, server);
    return server;
  }

  stop(): void {
    for (const lane of this.lanes) lane.stop();
  }

  /** From now on whatever comes in disappears, for good. */
  die(): void {
    this.dead = true;
  }

  private awaitAnswer(browser: Browser, server: Socket): void {
    let answer = Buffer.alloc(0);
    const read = (chunk: Buffer) => {
      if (this.swallows()) return;
      answer = Buffer.concat([answer, chunk]);
      const end = answer.indexOf(endOfHead);
      if (end < 0) return;
      server.off('data', read);
      const rest = end + endOfHead.length;
      browser.socket.write(answer.subarray(0, rest));
      if (answer.toString('latin1', 0, 12) === 'HTTP/1.1 101') {
        this.join(browser, server, answer.subarray(rest));
      } else {
        browser.socket.write(answer.subarray(rest));
        server.pipe(browser.socket);
      }
    };
    server.on('data', read);
  }

  private join({ socket, head }: Browser, server: Socket, early: Buffer): void {
    const down = this.lane('down', socket);
    const up = this.lane('up', server);
    const readDown = this.reader(down);
    const readUp = this.reader(up);
    server.on('data', readDown);
    socket.on('data', readUp);
    readDown(early);
    readUp(head);
  }

  private reader(lane: Lane): (chunk: Buffer) => void {
    const frames = new FrameReader();
    return (chunk) => {
      if (this.swallows()) return;
      for (const frame of frames.push(chunk)) lane.accept(frame);
    };
  }

  private lane(direction: 'up' | 'down', to: Duplex): Lane {
    const { random, clock, conditions, count } = this.parts;
    const lane = new Lane({
      random: random.part(direction),
      clock,
      count,
      conditions: () => laneConditions(conditions(), direction),
      write: (bytes) => {
        if (to.writable && !this.swallows()) to.write(bytes);
      },
    });
    this.lanes.push(lane);
    return lane;
  }

  private swallows(): boolean {
    if (this.parts.conditions().swallow === true) this.die();
    return this.dead;
  }

  /** Half-open is exactly this not happening: then the other side is not told. */
  private closeTogether(browser: Duplex, server: Socket): void {
    const pair: [Duplex, Duplex][] = [
      [browser, server],
      [server, browser],
    ];
    for (const [one, other] of pair) {
      one.on('end', () => {
        if (!this.swallows()) other.end();
      });
      one.on('close', () => {
        this.stop();
        if (!this.swallows()) other.end();
      });
    }
  }
}

function requestHead(asked: IncomingMessage, rewrite: Rewrite): string {
  const headers = forwardedHeaders(asked.rawHeaders, rewrite);
  const lines = [`${asked.method ?? 'GET'} ${asked.url ?? '/'} HTTP/1.1`];
  for (let i = 0; i + 1 < headers.length; i += 2) lines.push(`${headers[i]}: ${headers[i + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
