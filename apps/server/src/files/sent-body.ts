// edge: the body of a request, before anything of it is known
import { isUtf8 } from 'node:buffer';

/** What was sent with a file in it: the file as text, and all else with an empty text in its place. */
export type SentBody =
  | { readonly kind: 'READ'; readonly rest: unknown; readonly content: string | undefined }
  | { readonly kind: 'NOT_JSON' }
  | { readonly kind: 'TOO_LARGE' };

/** All that stands around the file; as much as any command may say. */
const restLimitBytes = 64 * 1024;
const content = '"content"';
const emptyText = Buffer.from('""');

const signs = {
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  backslash: 0x5c,
  opens: new Set([0x5b, 0x7b]),
  closes: new Set([0x5d, 0x7d]),
};

/**
 * Opens the JSON of a file that was sent without making anything of it but two texts: JSON of sixteen megabytes can
 * stand for things that fill ten times as much.
 */
export function openBody(bytes: Buffer): SentBody {
  if (!isUtf8(bytes)) return { kind: 'NOT_JSON' };
  const place = placeOfContent(bytes);
  const around = place
    ? [bytes.subarray(0, place.start), emptyText, bytes.subarray(place.end)]
    : [bytes];
  const size = around.reduce((sum, part) => sum + part.length, 0);
  if (size > restLimitBytes) return { kind: 'TOO_LARGE' };
  try {
    const rest: unknown = JSON.parse(Buffer.concat(around).toString());
    const text: unknown = place && JSON.parse(bytes.toString('utf8', place.start, place.end));
    if (typeof rest !== 'object' || rest === null) return { kind: 'NOT_JSON' };
    return { kind: 'READ', rest, content: typeof text === 'string' ? text : undefined };
  } catch {
    return { kind: 'NOT_JSON' };
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where the text of the file stands, with its quotes; of two with that name the last, as JSON has it. */
function placeOfContent(bytes: Buffer): Place | undefined {
  let found: Place | undefined;
  let around = { depth: 0, isNamed: false, isValue: false };
  for (let at = 0; at < bytes.length; at += 1) {
    const sign = bytes[at] ?? 0;
    if (sign !== signs.quote) {
      around = after(sign, around);
      continue;
    }
    const end = endOfText(bytes, at);
    if (around.depth === 1 && around.isValue && around.isNamed) found = { start: at, end };
    if (around.depth === 1 && !around.isValue)
      around = { ...around, isNamed: isContent(bytes, at, end) };
    at = end - 1;
  }
  return found;
}

/** In what a sign stands: how deep, and on the outside behind which name. */
interface Around {
  readonly depth: number;
  readonly isNamed: boolean;
  readonly isValue: boolean;
}

function after(sign: number, around: Around): Around {
  const { depth } = around;
  if (signs.opens.has(sign)) return { ...around, depth: depth + 1 };
  if (signs.closes.has(sign)) return { ...around, depth: depth - 1 };
  if (depth !== 1) return around;
  if (sign === signs.colon) return { ...around, isValue: true };
  return sign === signs.comma ? { ...around, isValue: false } : around;
}

function isContent(bytes: Buffer, start: number, end: number): boolean {
  return end - start === content.length && bytes.toString('latin1', start, end) === content;
}

/** Behind the quote that ends a text: one that no odd number of backslashes stands before. */
function endOfText(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(signs.quote, start + 1); at !== -1;) {
    let before = at - 1;
    while (bytes[before] === signs.backslash) before -= 1;
    if ((at - before) % 2 === 1) return at + 1;
    at = bytes.indexOf(signs.quote, at + 1);
  }
  return bytes.length;
}
