/**
 * What a process did to its files, in order: recorded with strace, so that the replay knows what
 * was handed to the operating system and what the disk had promised to keep.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAcks, type Ack } from '../stored-entry.ts';

/** One thing that happened to a file of the data folder, or an answer that somebody saw. */
export type FileEvent =
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly length: number }
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'remove'; readonly file: string }
  | { readonly kind: 'ack'; readonly acks: readonly Ack[] };

export interface WriterOptions {
  readonly rows: number;
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly writer: 'main' | 'worker';
}

const calls = 'pwrite64,write,fsync,fdatasync,ftruncate,unlink';
const longestString = 1_000_000;

/** True when this machine has strace and may use it. */
export function canRecord(): boolean {
  return spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
}

/** Runs the writer under strace and gives everything that it did to its files. */
export function recordWriter({ rows, synchronous, writer }: WriterOptions): FileEvent[] {
  const folder = mkdtempSync(join(tmpdir(), 'power-cut-'));
  try {
    const trace = join(folder, 'trace');
    const data = join(folder, 'data');
    const acks = join(folder, 'acks');
    mkdirSync(data);
    const strace = ['-f', '-y', '-xx', '--seccomp-bpf', '-s', String(longestString)];
    const program = fileURLToPath(new URL('../storage-writer.ts', import.meta.url));
    const options = ['--rows', String(rows), '--synchronous', synchronous, '--writer', writer];
    const ended = spawnSync(
      'strace',
      [
        ...strace,
        '-e',
        `trace=${calls}`,
        '-o',
        trace,
        process.execPath,
        program,
        data,
        acks,
        ...options,
      ],
      { encoding: 'utf8' },
    );
    if (ended.status !== 0) throw new Error(`the recorded writer failed: ${ended.stderr}`);
    return parseTrace(readFileSync(trace, 'latin1'), { data, acks });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Which folder holds the data, and which file the acknowledgements. */
export interface Places {
  readonly data: string;
  readonly acks: string;
}

const onFile =
  /^(pwrite64|write|fsync|fdatasync|ftruncate)\(\d+<([^>]*)>(?:, "([^"]*)"(\.\.\.)?)?(.*)\) += (-?\d+)/;
const onPath = /^unlink\("([^"]*)"\) += 0/;

/** Reads what strace wrote. Calls that failed or that are about other files are left out. */
export function parseTrace(text: string, places: Places): FileEvent[] {
  return wholeCalls(text).flatMap((call) => {
    const removed = onPath.exec(call);
    if (removed) return eventsOfRemoval(plain(removed[1]), places);
    const found = onFile.exec(call);
    if (!found) return [];
    const [, name = '', path = '', string = '', isCut, rest = '', result = ''] = found;
    if (isCut) throw new Error('a write was longer than strace kept');
    if (Number(result) < 0) return [];
    const numbers = rest.split(', ').filter(Boolean).map(Number);
    return eventsOf({ name, file: plain(path), bytes: unescape(string), numbers }, places);
  });
}

interface Call {
  readonly name: string;
  readonly file: string;
  readonly bytes: Buffer;
  readonly numbers: readonly number[];
}

function eventsOf(call: Call, { data, acks }: Places): FileEvent[] {
  const { name, file: path, bytes } = call;
  if (path === acks && name === 'write')
    return [{ kind: 'ack', acks: parseAcks(bytes.toString()) }];
  // The shared index of the WAL is memory: after a power cut it is made anew.
  if (dirname(path) !== data || path.endsWith('-shm')) return [];
  return [eventOf({ ...call, file: basename(path) })];
}

function eventOf({ name, file, bytes, numbers }: Call): FileEvent {
  const last = numbers.at(-1) ?? 0;
  switch (name) {
    case 'pwrite64':
      return { kind: 'write', file, at: last, bytes };
    case 'ftruncate':
      return { kind: 'truncate', file, length: last };
    case 'fsync':
    case 'fdatasync':
      return { kind: 'sync', file };
    default:
      throw new Error(`${name} on ${file}: the replay does not know that`);
  }
}

function eventsOfRemoval(path: string, { data }: Places): FileEvent[] {
  return dirname(path) === data ? [{ kind: 'remove', file: basename(path) }] : [];
}

/** The calls in the order in which they ended. One that was interrupted stands on two lines. */
function wholeCalls(text: string): string[] {
  const begun = new Map<string, string>();
  const calls: string[] = [];
  for (const line of text.split('\n')) {
    const thread = /^\d+/.exec(line)?.[0] ?? '';
    const call = line.slice(thread.length).trimStart();
    const unfinished = call.indexOf(' <unfinished ...>');
    const resumed = /^<\.\.\. \w+ resumed>/.exec(call);
    if (unfinished >= 0) begun.set(thread, call.slice(0, unfinished));
    else if (resumed) calls.push((begun.get(thread) ?? '') + call.slice(resumed[0].length));
    else calls.push(call);
  }
  return calls;
}

function plain(escaped = ''): string {
  return unescape(escaped).toString();
}

/** strace writes every byte as `\x2f`. */
function unescape(escaped: string): Buffer {
  return Buffer.from(escaped.replaceAll(String.raw`\x`, ''), 'hex');
}
