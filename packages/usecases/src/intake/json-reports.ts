import { fileLimits } from './file-limits.ts';

/** A report of a JSON file, by its place from 1; or why nothing can be read from there on. */
export type JsonReport = { readonly place: number } & (
  | { readonly kind: 'VALUE'; readonly value: unknown }
  | { readonly kind: 'BROKEN' }
  | { readonly kind: 'STOPPED'; readonly why: 'WRONG_TYPE' | 'TOO_LONG' }
);

/**
 * The reports of a JSON array one by one, so that a long file is never whole in memory as things. What is no array, or
 * has an end in the middle, stops there.
 */
export function* jsonReports(content: string): Generator<JsonReport, undefined> {
  let at = afterBlanks(content, content.startsWith('\uFEFF') ? 1 : 0);
  let place = 1;
  if (content[at] !== '[') return void (yield { kind: 'STOPPED', place, why: 'WRONG_TYPE' });
  at = afterBlanks(content, at + 1);
  if (content[at] === ']') return yield* endsAt(content, at, place);
  for (;;) {
    const end = endOfValue(content, at);
    if (typeof end === 'string') return void (yield { kind: 'STOPPED', place, why: end });
    yield { place, ...valueOf(content.slice(at, end)) };
    place += 1;
    if (content[end] === ']') return yield* endsAt(content, end, place);
    at = afterBlanks(content, end + 1);
  }
}

/** After the end of the array nothing stands. */
function* endsAt(content: string, at: number, place: number): Generator<JsonReport, undefined> {
  if (afterBlanks(content, at + 1) < content.length)
    yield { kind: 'STOPPED', place, why: 'WRONG_TYPE' };
}

function valueOf(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    return { kind: 'VALUE', value } as const;
  } catch {
    return { kind: 'BROKEN' } as const;
  }
}

const blanks = /[ \t\r\n]*/y;

function afterBlanks(content: string, start: number): number {
  blanks.lastIndex = start;
  blanks.test(content);
  return blanks.lastIndex;
}

/** Where the value that begins here ends: at the comma or the bracket of the array around it. */
function endOfValue(content: string, start: number): number | 'WRONG_TYPE' | 'TOO_LONG' {
  const last = Math.min(content.length, start + fileLimits.jsonReport + 1);
  let depth = 0;
  for (let at = start; at < last; at += 1) {
    const sign = content.charAt(at);
    if (sign === '"') at = endOfText(content, at, last);
    else if (depth === 0 && ',]'.includes(sign)) return at;
    else depth += depthOf[sign] ?? 0;
    if (depth < 0) return 'WRONG_TYPE';
  }
  return last === content.length ? 'WRONG_TYPE' : 'TOO_LONG';
}

const depthOf: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/** The quote at which a text ends; what stands behind a backslash is part of it. */
function endOfText(content: string, start: number, last: number): number {
  let at = start + 1;
  while (at < last && content[at] !== '"') at += content[at] === '\\' ? 2 : 1;
  return at;
}
