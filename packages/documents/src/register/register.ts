import { emptyRegister, settled, type Finding, type Register } from '@overlegtafel/domain';
import * as Y from 'yjs';
import { canonicalJson } from '../canonical/canonical-json.ts';
import { liveItems, hasLiveKeys } from '../shape/live-items.ts';
import type { StructId } from '../shape/struct-id.ts';
import { fieldsOf, type ValueReader } from './value-readers.ts';

/**
 * One of the values that stand in a register. The id says which client id wrote it, and the log says whose
 * that is; nothing in the entry itself is believed about its author.
 */
export interface SurvivingEntry<T> {
  readonly id: StructId;
  /** Nothing when the entry cannot be read. */
  readonly value: T | undefined;
}

/** Everything that stands in a register, in the order that all replicas share. */
export function survivingEntries<T>(
  register: Y.Array<unknown>,
  read: ValueReader<T>,
): readonly SurvivingEntry<T>[] {
  return liveItems(register).flatMap((item) =>
    item.content.getContent().map((entry: unknown, index) => ({
      id: { client: item.id.client, clock: item.id.clock + index },
      value: readEntry(entry, read),
    })),
  );
}

function readEntry<T>(entry: unknown, read: ValueReader<T>): T | undefined {
  const fields = fieldsOf(entry, ['value']);
  return fields && read(fields['value']);
}

/**
 * Reads a register, whatever stands in its place. One entry that cannot be read makes the whole register
 * MALFORMED, also beside entries that can: nobody knows what was meant.
 */
export function readRegister<T>(
  source: unknown,
  read: ValueReader<T>,
  path: string,
): { readonly register: Register<T>; readonly findings: readonly Finding[] } {
  if (!(source instanceof Y.Array) || hasLiveKeys(source)) return malformed(path);
  const values = new Map<string, T>();
  for (const { value } of survivingEntries(source, read)) {
    const text = value === undefined ? undefined : canonicalJson(value);
    if (value === undefined || text === undefined) return malformed(path);
    if (!values.has(text)) values.set(text, value);
  }
  return { register: registerOf([...values.values()]), findings: [] };
}

function registerOf<T>(values: readonly T[]): Register<T> {
  const [first] = values;
  if (first === undefined) return emptyRegister;
  return values.length === 1 ? settled(first) : { kind: 'CONFLICT', values };
}

function malformed<T>(path: string): {
  readonly register: Register<T>;
  readonly findings: readonly Finding[];
} {
  return { register: { kind: 'MALFORMED' }, findings: [{ path }] };
}

/**
 * Replaces everything that stands in the register by one value. What somebody else writes at the same time
 * survives beside it. Writing what already stands there alone does nothing, so that a click on the chosen
 * answer does not overrule a colleague.
 */
export function writeRegister(register: Y.Array<unknown>, value: unknown): void {
  const text = canonicalJson({ value });
  if (text === undefined) throw new TypeError('a register holds JSON');
  const entries = register.toArray();
  if (entries.length === 1 && isPlain(entries[0]) && canonicalJson(entries[0]) === text) return;
  inTransaction(register, () => {
    register.delete(0, register.length);
    register.push([{ value }]);
  });
}

/** Takes away everything that stands in the register. */
export function clearRegister(register: Y.Array<unknown>): void {
  inTransaction(register, () => register.delete(0, register.length));
}

function isPlain(value: unknown): boolean {
  return fieldsOf(value, ['value']) !== undefined;
}

function inTransaction(register: Y.Array<unknown>, write: () => void): void {
  if (!register.doc) throw new TypeError('a register is part of a document before it is written');
  register.doc.transact(write);
}
