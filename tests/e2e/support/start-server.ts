import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const mainFile = fileURLToPath(new URL('../../../apps/server/src/main.ts', import.meta.url));

/** Settings of the server that a test must not inherit from the shell it was started in. */
const ownSettings = /^(PORT|HOST|DATA_DIR|DATABASE_URL|DATA_KEY_FILE|ORIGIN|OVERLEGTAFEL_|OIDC_)/;

/** A machine with ten times the work that it can do needs half a minute; longer than this is a server that hangs. */
const startPatienceMs = 120_000;

/** The server promises to be gone within 5 seconds. */
const stopPatienceMs = 6_000;

/** A server of its own for a test: own port, own data folder, own process. */
export interface RunningServer {
  /** Where it listens, such as http://127.0.0.1:41234. */
  readonly address: string;
  readonly pid: number;
  readonly dataFolder: string;
  /** Everything it wrote on standard output so far. */
  standardOutput(): string;
  /** Everything it wrote on standard error so far. */
  standardError(): string;
  /** Stops it as an operator would, and throws its data away. Again is fine. */
  stop(): Promise<void>;
}

/** How to start a server other than as an ordinary one. */
export interface StartOptions {
  /** Settings on top of a free port and an empty data folder. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The program and its arguments; the server itself when it is not given. */
  readonly command?: readonly [string, ...string[]];
}

/** The environment for a server: that of this process, with only the given settings. */
export function serverEnvironment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !ownSettings.test(name));
  return { ...Object.fromEntries(inherited), ...settings };
}

/**
 * Starts a server and waits until it says where it listens.
 *
 * @throws {Error} with what it wrote, when it ends instead or says nothing for two minutes
 */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const { settings = {}, command = [process.execPath, mainFile] } = options;
  const [program, ...args] = command;
  const dataFolder = await mkdtemp(join(tmpdir(), 'overlegtafel-e2e-'));
  const child = spawn(program, args, {
    env: serverEnvironment({ PORT: '0', DATA_DIR: dataFolder, ...settings }),
    // The channel ends the server when this process is killed: no test leaves one behind.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const written = collect(child);
  const address = await addressOf(child, written).catch(async (error: unknown) => {
    child.kill('SIGKILL');
    await rm(dataFolder, { recursive: true, force: true });
    throw error;
  });
  return {
    address,
    pid: child.pid ?? 0,
    dataFolder,
    standardOutput: () => written.output,
    standardError: () => written.error,
    async stop() {
      await stopChild(child);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

interface Written {
  output: string;
  error: string;
}

function collect(child: ChildProcess): Written {
  const written: Written = { output: '', error: '' };
  child.stdout?.on('data', (chunk: Buffer) => (written.output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (written.error += chunk.toString()));
  return written;
}

function addressOf(child: ChildProcess, written: Written): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) => {
      clearTimeout(patience);
      reject(new Error(`the server ${what}. It wrote:\n${written.output}${written.error}`));
    };
    const patience = setTimeout(() => {
      fail('did not start');
    }, startPatienceMs);
    child.on('error', (error) => {
      fail(`could not be started: ${error.message}`);
    });
    child.on('exit', (code) => {
      fail(`ended with code ${code ?? 'none'}`);
    });
    child.stdout?.on('data', () => {
      const address = /^.* (https?:\/\/\S+)\n/m.exec(written.output)?.[1];
      if (address === undefined) return;
      clearTimeout(patience);
      resolve(address);
    });
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  // Not the signal it ended by: a test that killed the server itself may not have seen the end yet.
  let ranOut = false;
  const patience = setTimeout(() => {
    ranOut = true;
    child.kill('SIGKILL');
  }, stopPatienceMs);
  await ended;
  clearTimeout(patience);
  if (ranOut) throw new Error('the server did not stop when asked to');
}
