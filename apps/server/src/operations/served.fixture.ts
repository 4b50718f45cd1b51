// edge: what a server of a test says
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Configuration } from '../configuration/configuration.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const api = '/api/v1';

/** What an answer is to a test: it looks for itself. */
interface Told {
  readonly status: number;
  readonly body: unknown;
}

/** A server in a process of its own, asked as somebody of the practice table. */
export interface Served {
  readonly address: string;
  get(path: string): Promise<Told>;
  post(path: string, body: object): Promise<Told>;
  stop(): Promise<void>;
}

/** Starts a practice server on these data. */
export async function serve(configuration: Configuration, person = 'chair'): Promise<Served> {
  const { database, dataFolder } = configuration;
  const url = database.kind === 'postgresql' ? { DATABASE_URL: database.url } : {};
  const env = { ...process.env, ...url, DATA_DIR: dataFolder, PORT: '0' };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const address = await addressOf(child);
  const nobody = { address, cookie: '', method: 'POST' } as const;
  const { cookie } = await ask(nobody, '/practice/sign-in', { person });
  return {
    address,
    get: (path) => ask({ address, cookie, method: 'GET' }, path),
    post: (path, body) => ask({ address, cookie, method: 'POST' }, path, body),
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

interface Asking {
  readonly address: string;
  readonly cookie: string;
  readonly method: 'GET' | 'POST';
}

async function ask({ address, cookie, method }: Asking, path: string, body?: object) {
  const headers = { cookie, origin: address, 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${address}${api}${path}`, { method, headers, ...sent });
  const text = await answer.text();
  const read: unknown = text === '' ? undefined : JSON.parse(text);
  const session = answer.headers.getSetCookie().at(0)?.split(';').at(0) ?? '';
  return { status: answer.status, body: read, cookie: session };
}

/** Throws with what it said when it ends instead. */
function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /draait op (http:\/\/\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.on('exit', () => {
      reject(new Error(`the server did not start: ${said}`));
    });
  });
}
