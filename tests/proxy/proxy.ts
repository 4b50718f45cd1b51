import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { anySeed, seededRandom } from '../seeded-random.ts';
import { systemClock, type Clock } from './clock.ts';
import { disturbances, type Conditions, type Disturbance } from './conditions.ts';
import { forwardedHeaders, type Rewrite } from './headers.ts';
import { Tunnel } from './tunnel.ts';

type Counts = Record<Disturbance | 'passed' | 'refused' | 'tooLarge' | 'cut', number>;

export interface ProxyOptions {
  /** `http://127.0.0.1:3000`. Only this machine. */
  readonly target: string;
  readonly port?: number;
  readonly seed?: number;
  readonly clock?: Clock;
  readonly conditions?: Conditions;
}

export interface Proxy {
  readonly url: string;
  readonly seed: number;
  readonly counts: Readonly<Counts>;
  change(conditions: Conditions): void;
  /** Cuts every open connection now. */
  cut(): void;
  close(): Promise<void>;
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const target = new URL(options.target);
  if (target.protocol !== 'http:' || !loopback.has(target.hostname)) {
    throw new Error(`The proxy serves this machine only, not ${options.target}`);
  }
  const running = new RunningProxy(target, options);
  await running.listen(options.port ?? 0);
  return running;
}

function zeroCounts(): Counts {
  const counts: Partial<Counts> = { passed: 0, refused: 0, tooLarge: 0, cut: 0 };
  for (const what of disturbances) counts[what] = 0;
  return counts as Counts;
}

class RunningProxy implements Proxy {
  readonly seed: number;
  readonly counts = zeroCounts();
  private conditions: Conditions;
  private readonly target: URL;
  private readonly clock: Clock;
  private readonly sockets = new Set<Duplex>();
  private readonly tunnels = new Set<Tunnel>();
  private connections = 0;
  private stopCutting = () => {};
  private readonly server = createServer((asked, answer) => {
    this.passRequest(asked, answer);
  });

  constructor(target: URL, { seed = anySeed(), clock = systemClock, conditions }: ProxyOptions) {
    this.target = target;
    this.seed = seed;
    this.clock = clock;
    this.conditions = conditions ?? {};
    this.server.on('connection', (socket) => {
      this.track(socket);
    });
    this.server.on('upgrade', (asked: IncomingMessage, socket, head) => {
      this.passUpgrade(asked, socket, head);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    this.planCut();
  }

  change(conditions: Conditions): void {
    this.conditions = conditions;
    if (conditions.swallow === true) for (const tunnel of this.tunnels) tunnel.die();
    this.planCut();
  }

  cut(): void {
    this.counts.cut += this.sockets.size;
    for (const tunnel of this.tunnels) tunnel.stop();
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.stopCutting();
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private planCut(): void {
    this.stopCutting();
    this.stopCutting = () => {};
    const { cutEveryMs } = this.conditions;
    if (cutEveryMs === undefined) return;
    this.stopCutting = this.clock.after(cutEveryMs, () => {
      this.cut();
      this.planCut();
    });
  }

  private track(socket: Duplex): void {
    // A connection that is kept alive comes by with each of its requests.
    if (this.sockets.has(socket)) return;
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    // Whoever resets a connection closes it too; 'close' follows.
    socket.on('error', () => {});
  }

  private get rewrite(): Rewrite {
    return { own: this.url, target: this.target };
  }

  private passRequest(asked: IncomingMessage, answer: ServerResponse): void {
    const { swallow, bodyBytes = Infinity } = this.conditions;
    if (swallow === true) return;
    if (Number(asked.headers['content-length'] ?? 0) > bodyBytes) {
      this.counts.tooLarge += 1;
      asked.resume();
      answer.writeHead(413, { 'content-type': 'text/html' }).end('<h1>413</h1>');
      return;
    }
    const { hostname, port } = this.target;
    const headers = forwardedHeaders(asked.rawHeaders, this.rewrite);
    this.afterDelay(() => {
      const onward = request({ hostname, port, method: asked.method, path: asked.url, headers });
      onward.on('socket', (socket: Socket) => {
        this.track(socket);
      });
      onward.on('response', (response) => {
        answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
        response.on('error', () => answer.destroy());
        response.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      answer.on('close', () => onward.destroy());
      asked.pipe(onward);
    });
  }

  private afterDelay(then: () => void): void {
    const { delayMs = 0 } = this.conditions;
    if (delayMs === 0) then();
    else this.clock.after(delayMs, then);
  }

  private passUpgrade(asked: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.conditions.refuseWebSocket === true) {
      this.counts.refused += 1;
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    this.connections += 1;
    const tunnel = new Tunnel({
      random: seededRandom(this.seed).part(`connection ${this.connections}`),
      clock: this.clock,
      conditions: () => this.conditions,
      count: (what) => {
        this.counts[what] += 1;
      },
    });
    this.tunnels.add(tunnel);
    socket.on('close', () => this.tunnels.delete(tunnel));
    this.track(tunnel.open(asked, { socket, head }, this.rewrite));
  }
}
