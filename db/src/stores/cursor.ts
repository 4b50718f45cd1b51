import { UnknownCursor } from '@overlegtafel/usecases/unknown-cursor';

/** Where the next page of a long list goes on. Opaque to whoever asks: it is only ever given back. */
export function cursorOf(...place: readonly (string | number)[]): string {
  return textOf(place);
}

/**
 * The place that a cursor names.
 *
 * @throws {UnknownCursor} when it is none of ours
 */
export function readCursor(text: string): readonly unknown[] {
  const place = placeIn(Buffer.from(text, 'base64url').toString());
  // Not a letter more or less than what we told: the decoder leaves out what it does not know.
  if (!Array.isArray(place) || textOf(place) !== text) throw new UnknownCursor();
  return place;
}

function textOf(place: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function placeIn(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
