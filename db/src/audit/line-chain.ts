import { hash, randomBytes } from 'node:crypto';
import { chainStart } from '../log/chain.ts';
import type { LogLine } from './log-line.ts';

/** The two logs of the audit trail. */
export const logs = ['access', 'processing'] as const;
export type LogName = (typeof logs)[number];

/** The chains that one process writes: a new one of each log at every start. */
export type Streams = Readonly<Record<LogName, string>>;

/** Makes the names of the chains of a process. */
export function newStreams(): Streams {
  return { access: randomName(), processing: randomName() };
}

function randomName(): string {
  return randomBytes(16).toString('hex');
}

/** How far a chain has come. */
export interface StreamEnd {
  readonly seq: number;
  readonly hash: Uint8Array;
}

export const streamStart: StreamEnd = { seq: 0, hash: chainStart };

/** A line with its place in a chain. */
export interface ChainedLine<L extends LogLine = LogLine> {
  readonly seq: number;
  readonly line: L;
  readonly hash: Buffer;
}

/** Gives the lines their numbers and hashes, after what stands there already. */
export function chainLines<L extends LogLine>(
  stream: string,
  end: StreamEnd,
  lines: readonly L[],
): { readonly chained: readonly ChainedLine<L>[]; readonly end: StreamEnd } {
  let last = end;
  const chained = lines.map((line) => {
    const seq = last.seq + 1;
    const made = lineHash(last.hash, { stream, seq, line: line.line });
    last = { seq, hash: made };
    return { seq, line, hash: made };
  });
  return { chained, end: last };
}

/**
 * SHA-256 over the hash before and the RFC 8785 JSON of the line in its place. The line is canonical JSON already, so
 * putting it between its neighbours keeps the whole canonical.
 */
export function lineHash(
  before: Uint8Array,
  { stream, seq, line }: { readonly stream: string; readonly seq: number; readonly line: string },
): Buffer {
  const text = `{"line":${line},"seq":${seq},"stream":${JSON.stringify(stream)}}`;
  return hash('sha256', Buffer.concat([before, Buffer.from(text)]), 'buffer');
}
