import { type Ids, readId } from '../model/ids.ts';
import { readLocalDate } from '../terms/local-date.ts';
import { cleaned, hasWords, isLegible, saysSomething } from './outside-text.ts';
import type { Mistake, MistakeKind, Parsed } from './parsed.ts';

/** Reads a value that came from outside, at a place that has a path. Never throws and never guesses. */
export type Reader<T> = (value: unknown, path: string) => Parsed<T>;

type Readers<T> = { readonly [K in keyof T]-?: Reader<T[K]> };

/** Longer than anything a person types into a field, in characters. */
const defaultLongest = 500;
/** More persons, sides or choices than any table has. */
const defaultMost = 100;

export function refused(path: string, kind: MistakeKind): Parsed<never> {
  return { ok: false, mistakes: [{ path, kind }] };
}

function isMissing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** What is cleaned before it is measured is not much longer than what may stay. */
const mostUncleaned = 4;

/** A text with something to read in it, a name or a number, cleaned of what nobody sees and of the blanks around it. */
export function text(longest: number = defaultLongest): Reader<string> {
  return textThat(saysSomething, longest);
}

/** Words: a text with at least one letter. */
export function words(longest: number = defaultLongest): Reader<string> {
  return textThat(hasWords, longest);
}

function textThat(isSaid: (text: string) => boolean, longest: number): Reader<string> {
  return (value, path) => {
    if (isMissing(value)) return refused(path, 'MISSING');
    if (typeof value !== 'string' || !value.isWellFormed()) return refused(path, 'WRONG_TYPE');
    if (value.length > mostUncleaned * longest) return refused(path, 'TOO_LONG');
    const kept = cleaned(value);
    if (kept.length > longest) return refused(path, 'TOO_LONG');
    if (!isSaid(kept)) return refused(path, 'EMPTY');
    return isLegible(kept) ? { ok: true, value: kept } : refused(path, 'ILLEGIBLE');
  };
}

/** One of a closed list. */
export function word<T extends string>(list: readonly T[]): Reader<T> {
  return (value, path) => {
    if (isMissing(value) || value === '') return refused(path, 'MISSING');
    if (typeof value !== 'string') return refused(path, 'WRONG_TYPE');
    const found = list.find((member) => member === value);
    return found === undefined ? refused(path, 'UNKNOWN_VALUE') : { ok: true, value: found };
  };
}

/** An id of one kind. Its form is checked; whether it exists is for whoever has the rows. */
export function idOf<K extends keyof Ids>(kind: K): Reader<Ids[K]> {
  return (value, path) => readId(kind, value, path);
}

export const yesOrNo: Reader<boolean> = (value, path) => {
  if (isMissing(value)) return refused(path, 'MISSING');
  return typeof value === 'boolean' ? { ok: true, value } : refused(path, 'WRONG_TYPE');
};

/** A whole number between two bounds, both included. */
export function wholeNumber(least: number, most: number): Reader<number> {
  return (value, path) => {
    if (isMissing(value)) return refused(path, 'MISSING');
    if (typeof value !== 'number' || !Number.isInteger(value)) return refused(path, 'WRONG_TYPE');
    return value < least || value > most ? refused(path, 'OUT_OF_RANGE') : { ok: true, value };
  };
}

export const day = readLocalDate;

/** A list with at least `least` entries; every mistake in every entry is told. */
export function listOf<T>(
  entry: Reader<T>,
  { least = 0, most = defaultMost }: { least?: number; most?: number } = {},
): Reader<readonly T[]> {
  return (value, path) => {
    if (isMissing(value)) return refused(path, 'MISSING');
    if (!Array.isArray(value)) return refused(path, 'WRONG_TYPE');
    if (value.length > most) return refused(path, 'TOO_LONG');
    if (value.length < least) return refused(path, 'EMPTY');
    const parts = Array.from<unknown, Parsed<T>>(value, (one, n) =>
      entry(one, under(path, String(n))),
    );
    const mistakes = parts.flatMap((part) => (part.ok ? [] : part.mistakes));
    if (mistakes.length > 0) return { ok: false, mistakes };
    return { ok: true, value: parts.flatMap((part) => (part.ok ? [part.value] : [])) };
  };
}

/**
 * A thing with named fields, of which the second kind may be absent. Fields that nobody named are refused: what is
 * not understood is not kept. Every mistake is told, not only the first.
 */
export function thing<R extends object, O extends object = object>(
  required: Readers<R>,
  optional?: Readers<O>,
): Reader<R & Partial<O>> {
  return (value, path) => {
    if (isMissing(value)) return refused(path, 'MISSING');
    if (!isPlainObject(value)) return refused(path, 'WRONG_TYPE');
    const mistakes: Mistake[] = unknownFields(value, path, [required, optional ?? {}]);
    const found: Partial<R & O> = {};
    fill<R & O, R>({ value, path, found, mistakes }, required);
    if (optional) fill<R & O, O>({ value, path, found, mistakes }, optional, true);
    return isWhole<R & Partial<O>>(found, mistakes)
      ? { ok: true, value: found }
      : { ok: false, mistakes };
  };
}

interface Filling<T> {
  readonly value: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly found: Partial<T>;
  readonly mistakes: Mistake[];
}

function fill<T extends P, P extends object>(
  { value, path, found, mistakes }: Filling<T>,
  readers: Readers<P>,
  mayBeAbsent = false,
): void {
  for (const key in readers) {
    const part = Object.hasOwn(value, key) ? value[key] : undefined;
    if (mayBeAbsent && part === undefined) continue;
    const parsed = readers[key](part, under(path, key));
    if (parsed.ok) Object.assign(found, { [key]: parsed.value });
    else for (const mistake of parsed.mistakes) mistakes.push(mistake);
  }
}

/** Whole when every reader was content: `fill` has then put in each field. */
function isWhole<T extends object>(_found: object, mistakes: readonly Mistake[]): _found is T {
  return mistakes.length === 0;
}

function unknownFields(value: object, path: string, known: readonly object[]): Mistake[] {
  return Reflect.ownKeys(value)
    .filter((key) => !known.some((fields) => Object.hasOwn(fields, key)))
    .map((key) => ({ path: under(path, String(key)), kind: 'UNKNOWN_FIELD' }));
}

/** The path of a part of something. */
export function under(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** An object as JSON makes them: not a list, not an instance of something. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** One of several forms of a thing that say themselves which they are, by their `kind`. */
export function form<T>(forms: Readonly<Record<string, Reader<T>>>): Reader<T> {
  return (value, path) => {
    if (isMissing(value)) return refused(path, 'MISSING');
    if (!isPlainObject(value)) return refused(path, 'WRONG_TYPE');
    const kind = word(Object.keys(forms))(
      Object.hasOwn(value, 'kind') ? value['kind'] : undefined,
      under(path, 'kind'),
    );
    if (!kind.ok) return kind;
    return forms[kind.value]?.(value, path) ?? refused(under(path, 'kind'), 'UNKNOWN_VALUE');
  };
}
