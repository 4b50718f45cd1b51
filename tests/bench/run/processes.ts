/** Servers and the generator as processes of their own, each on its own core where there are two. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { availableParallelism } from 'node:os';
import { portToKeep, workspaceFolder } from '../../faults/server-under-test.ts';
import { sleep } from '../load/samples.ts';
import type { Peer } from './peers.ts';

const core = { server: 0, generator: 1 };
const startsWithinMs = 30_000;
const stopsWithinMs = 4000;

/** Whether a tool is on this machine. */
export function has(tool: string): boolean {
  return spawnSync('which', [tool], { stdio: 'ignore' }).status === 0;
}

const canPin = has('taskset') && availableParallelism() > 1;

function launch(onCore: number, command: readonly string[], env: Record<string, string>) {
  const pinned = canPin ? ['taskset', '-c', String(onCore), ...command] : command;
  const [program = process.execPath, ...args] = pinned;
  return spawn(program, args, {
    cwd: workspaceFolder,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** taskset and strace -D end in node in the same process, so its id is that of the server. */
const slowly = (micros: number) => [
  ...['strace', '-D', '-f', '--seccomp-bpf', '-qq', '-o', '/dev/null'],
  ...['-e', 'trace=fsync,fdatasync', '-e', `inject=fsync,fdatasync:delay_exit=${micros}`],
];

export class MeasuredServer {
  readonly pid: number;
  readonly port: number;
  private readonly process: ChildProcess;
  private readonly said: string[] = [];

  private constructor(process: ChildProcess, port: number) {
    this.process = process;
    this.pid = process.pid ?? 0;
    this.port = port;
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        if (this.said.length < 40) this.said.push(chunk.toString());
      });
    }
  }

  static async start(
    peer: Peer,
    folder: string,
    slowFsyncMicros: number | undefined,
  ): Promise<MeasuredServer> {
    const port = await portToKeep();
    const node = [
      ...[process.execPath, '--expose-gc'],
      ...['--import', './tests/bench/servers/gc-signal.mjs', peer.program],
    ];
    const under = slowFsyncMicros === undefined ? [] : slowly(slowFsyncMicros);
    const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: folder, ...peer.env };
    const server = new MeasuredServer(launch(core.server, [...under, ...node], env), port);
    await server.answers();
    return server;
  }

  get output(): string {
    return this.said.join('').slice(-2000);
  }

  async stop(): Promise<void> {
    const ended = this.hasEnded() ? undefined : once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await Promise.race([ended, sleep(stopsWithinMs)]);
    this.process.kill('SIGKILL');
    await ended;
  }

  private hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  private async answers(): Promise<void> {
    const until = performance.now() + startsWithinMs;
    while (!(await accepts(this.port))) {
      if (this.hasEnded() || performance.now() > until) {
        this.process.kill('SIGKILL');
        throw new Error(`the server did not start: ${this.output}`);
      }
      await sleep(100);
    }
    await sleep(300);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}

/** Runs the generator once; gives its line of results. */
export async function generate(flags: readonly string[]): Promise<Record<string, unknown>> {
  const node = [process.execPath, '--max-semi-space-size=64', 'tests/bench/load.ts'];
  const generator = launch(core.generator, [...node, ...flags], {});
  let output = '';
  let errors = '';
  generator.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  generator.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await once(generator, 'close');
  const line = output.trim().split('\n').at(-1) ?? '';
  if (!line.startsWith('{')) return { error: `no results: ${errors.slice(-300)}` };
  return JSON.parse(line) as Record<string, unknown>;
}
