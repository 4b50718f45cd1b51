// edge: lines of the files in which checkpoints are kept
import { canonicalJson } from '@overlegtafel/documents';
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { headKinds, type Heads, type HeadsByName, noHeads } from './heads.ts';

/**
 * How far every chain had come at a moment, signed. A chain alone does not show that its end was cut off; this does,
 * because it is kept outside the machine.
 */
export interface Checkpoint extends Heads {
  readonly form: 1;
  /** From 1 in each file. */
  readonly number: number;
  /** UTC, with milliseconds. */
  readonly at: string;
  /** Which database it is about. */
  readonly database: string;
  /** True for the first of a file: then all heads stand in it, else those that moved. */
  readonly isFull: boolean;
  /** True when a backup was put back: what was promised before is not asked for any more. */
  readonly isRestore: boolean;
  /** Rooms that are not open any more. */
  readonly shut: readonly string[];
  /** The last line that names a destruction; absent in those of before that was kept. */
  readonly destructions?: string | null;
  /** SHA-256 of the line before it, in this file or, for the first one, in the newest one that was there. */
  readonly previous: string | null;
  /** SHA-256 of the public key. */
  readonly key: string;
}

/** A checkpoint as it stands in a file. */
export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Ed25519 over the RFC 8785 JSON of the checkpoint, base64. */
  readonly signature: string;
}

/** The line of a file for a checkpoint. */
export function signCheckpoint(checkpoint: Checkpoint, key: KeyObject): string {
  const signature = sign(null, bytesOf(checkpoint), key).toString('base64');
  return canonicalJson({ checkpoint, signature }) ?? '';
}

/** Reads a line; undefined when it is none of ours, or has lost a piece. */
export function readCheckpoint(line: string): SignedCheckpoint | undefined {
  try {
    const read = JSON.parse(line) as SignedCheckpoint;
    return canonicalJson(read) === line && read.checkpoint.form === 1 ? read : undefined;
  } catch {
    return undefined;
  }
}

/** True when this key signed exactly this. */
export function isSigned({ checkpoint, signature }: SignedCheckpoint, key: KeyObject): boolean {
  return verify(null, bytesOf(checkpoint), key, Buffer.from(signature, 'base64'));
}

/** The name of a key: SHA-256 of its public half. */
export function nameOfKey(key: KeyObject): string {
  const bytes = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(bytes).digest('hex');
}

/** What a following checkpoint names as the one before it. */
export function hashOfLine(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}

/** What has been promised once this checkpoint is added to what was promised before. */
export function promised(before: Heads, { isFull, shut, ...heads }: Checkpoint): Heads {
  const base = isFull ? noHeads : before;
  const gone = new Set(shut);
  const rooms = Object.entries({ ...base.rooms, ...heads.rooms }).filter(([id]) => !gone.has(id));
  return {
    streams: { ...base.streams, ...heads.streams },
    rooms: Object.fromEntries(rooms),
    records: { ...base.records, ...heads.records },
    accounts: { ...base.accounts, ...heads.accounts },
  };
}

/** The heads that moved, and the rooms that are not open any more. */
export function movedSince(before: Heads, now: Heads): Heads & Pick<Checkpoint, 'shut'> {
  const moved = (then: HeadsByName, heads: HeadsByName): HeadsByName =>
    Object.fromEntries(
      Object.entries(heads).filter(([name, [seq, at]]) => {
        const [oldSeq, oldAt] = then[name] ?? [];
        return oldSeq !== seq || oldAt !== at;
      }),
    );
  return {
    streams: moved(before.streams, now.streams),
    rooms: moved(before.rooms, now.rooms),
    records: moved(before.records, now.records),
    ...(now.accounts ? { accounts: moved(before.accounts ?? {}, now.accounts) } : {}),
    shut: Object.keys(before.rooms).filter((room) => !now.rooms[room]),
  };
}

/** True when there is nothing to say. */
export function isStill(moved: Heads & Pick<Checkpoint, 'shut'>): boolean {
  return moved.shut.length === 0 && headKinds.every((kind) => isEmpty(moved[kind] ?? {}));
}

function isEmpty(heads: HeadsByName): boolean {
  return Object.keys(heads).length === 0;
}

function bytesOf(checkpoint: Checkpoint): Buffer {
  return Buffer.from(canonicalJson(checkpoint) ?? '');
}
