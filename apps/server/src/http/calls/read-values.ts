import {
  type Ids,
  type Instant,
  type LocalDate,
  readId,
  readLocalDate,
  readUtcText,
  type Parsed,
} from '@overlegtafel/domain';
import { refuse } from '@overlegtafel/usecases';

/** An id that the contract has let through. */
export function idOf<K extends keyof Ids>(kind: K, text: string): Ids[K] {
  const read = readId(kind, text, kind);
  if (!read.ok) throw new TypeError(`the contract lets through what is no ${kind}`);
  return read.value;
}

/** A moment as it stands on the wire; outside the years of the calendar it is a mistake. */
export function momentOf(text: string, path: string): Parsed<Instant> {
  return readUtcText(text, path);
}

export function dayOf(text: string, path: string): Parsed<LocalDate> {
  return readLocalDate(text, path);
}

/** What is wrong in any of these, as a refusal. */
export function mistakesIn(...parts: readonly Parsed<unknown>[]) {
  const mistakes = parts.flatMap((part) => (part.ok ? [] : part.mistakes));
  return refuse({ kind: 'MISTAKES', mistakes });
}
