/** The real server as its own process, started the way `npm start` starts it, and ways to hurt it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

export const workspaceFolder = fileURLToPath(new URL('../..', import.meta.url));
const program = 'apps/server/src/main.ts';
const addressLine = /draait op (http:\/\/\S+)/;
const startPatienceMs = 120_000;
const stopPatienceMs = 5_000;

export interface ServerOptions {
  readonly dataFolder: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeFlags?: readonly string[];
  /** What goes before node, for example strace with its options. It has to end in the same process. */
  readonly under?: readonly string[];
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export class ServerUnderTest {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly ended: Promise<Ending>;
  private readonly process: ChildProcess;
  private readonly said: readonly string[];

  private constructor(process: ChildProcess, url: string, said: readonly string[]) {
    this.process = process;
    this.url = url;
    this.port = Number(new URL(url).port);
    this.pid = process.pid ?? 0;
    this.said = said;
    this.ended = endingOf(process);
  }

  /** Resolves when the server has printed its address. Rejects when it ends before that. */
  static async start(options: ServerOptions): Promise<ServerUnderTest> {
    const process = launch(options);
    const said: string[] = [];
    const address = readAddress(process, said);
    try {
      return new ServerUnderTest(process, await address, said);
    } catch (error) {
      process.kill('SIGKILL');
      throw error;
    }
  }

  /** Everything it printed. */
  get output(): string {
    return this.said.join('');
  }

  get isRunning(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  get documentsUrl(): string {
    return `${this.url.replace('http', 'ws')}/documents`;
  }

  /** As when the machine's power is gone for the process: nothing is written any more. */
  async kill9(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  pause(): void {
    this.process.kill('SIGSTOP');
  }

  resume(): void {
    this.process.kill('SIGCONT');
  }

  async stop(): Promise<Ending> {
    this.resume();
    this.process.kill('SIGTERM');
    const tooLate = setTimeout(() => this.process.kill('SIGKILL'), stopPatienceMs);
    const ending = await this.ended;
    clearTimeout(tooLate);
    return ending;
  }
}

function launch(options: ServerOptions): ChildProcess {
  const { dataFolder, port = 0, env = {}, nodeFlags = [], under = [] } = options;
  const [command = process.execPath, ...args] = [...under, process.execPath, ...nodeFlags, program];
  return spawn(command, args, {
    cwd: workspaceFolder,
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataFolder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function endingOf(process: ChildProcess): Promise<Ending> {
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
  return { code: process.exitCode, signal: process.signalCode };
}

function readAddress(process: ChildProcess, said: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      reject(new Error(`the server ${why}:\n${said.join('')}`));
    };
    const timer = setTimeout(() => {
      fail('printed no address');
    }, startPatienceMs);
    let isKnown = false;
    const listen = (chunk: Buffer) => {
      said.push(chunk.toString());
      if (isKnown) return;
      const address = addressLine.exec(said.join(''))?.[1];
      if (address === undefined) return;
      isKnown = true;
      clearTimeout(timer);
      resolve(address);
    };
    process.stdout?.on('data', listen);
    process.stderr?.on('data', listen);
    process.on('error', reject);
    process.on('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`ended with ${code ?? signal ?? 'nothing'}`);
    });
  });
}

/** Below the ports that the system gives to clients: one of those could take the port meanwhile. */
const firstPort = 20_000;
const ports = 10_000;

/** A port that a server can have again after it was killed. */
export async function portToKeep(): Promise<number> {
  for (;;) {
    const port = firstPort + Math.floor(Math.random() * ports);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      const { port: got } = server.address() as AddressInfo;
      server.close(() => {
        resolve(got === port);
      });
    });
  });
}

/** Signs somebody of the practice table in; gives the `cookie` header. */
export async function signIn(url: string, person: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/practice/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ person }),
  });
  const cookie = response.headers.getSetCookie().at(0)?.split(';').at(0);
  if (!response.ok || cookie === undefined) {
    throw new Error(`${person} could not sign in: ${response.status}`);
  }
  return cookie;
}

/** Everybody of the practice table. */
export async function practicePeople(url: string): Promise<string[]> {
  const response = await fetch(`${url}/api/v1/practice/people`);
  if (!response.ok) throw new Error(`no practice people: ${response.status}`);
  return ((await response.json()) as { id: string }[]).map(({ id }) => id);
}
