// edge: lines of the files in which destructions are named
import { canonicalJson } from '@overlegtafel/documents';
import { type KeyObject, sign, verify } from 'node:crypto';

/** What a line says. A thing is its kind and id, such as `CASE <id>`; nothing of what it was. */
export type DestructionAct =
  /** From here on every destruction in this database is named. */
  | { readonly kind: 'BEGUN' }
  /** What was named before is gone, and somebody answers for going on without it. */
  | { readonly kind: 'LOST'; readonly by: string; readonly reason: string }
  /** Written before it is destroyed. */
  | { readonly kind: 'NAMED'; readonly thing: string; readonly why: string }
  /** What became of it; `named` is the hash of the line that named it. */
  | {
      readonly kind: 'DONE' | 'NOT_DONE';
      readonly thing: string;
      readonly named: string;
    };

export interface DestructionLine {
  readonly form: 1;
  /** From 1 in each file. */
  readonly number: number;
  /** UTC, with milliseconds. */
  readonly at: string;
  /** Which database it is about. */
  readonly database: string;
  readonly act: DestructionAct;
  /** SHA-256 of the line before it, in this file or, for the first one, in the newest one that was there. */
  readonly previous: string | null;
  /** SHA-256 of the public key. */
  readonly key: string;
}

interface SignedDestruction {
  readonly line: DestructionLine;
  /** Ed25519 over the RFC 8785 JSON of the line, base64. */
  readonly signature: string;
}

/** The text of a line. */
export function signDestruction(line: DestructionLine, key: KeyObject): string {
  const signature = sign(null, bytesOf(line), key).toString('base64');
  return canonicalJson({ line, signature }) ?? '';
}

/** Reads a line; undefined when it is none of ours, or has lost a piece. */
export function readDestruction(text: string): SignedDestruction | undefined {
  try {
    const read = JSON.parse(text) as SignedDestruction;
    return canonicalJson(read) === text && read.line.form === 1 ? read : undefined;
  } catch {
    return undefined;
  }
}

/** True when this key signed exactly this. */
export function isSignedDestruction({ line, signature }: SignedDestruction, key: KeyObject) {
  return verify(null, bytesOf(line), key, Buffer.from(signature, 'base64'));
}

function bytesOf(line: DestructionLine): Buffer {
  return Buffer.from(canonicalJson(line) ?? '');
}
