import type { Parsed } from './parsed.ts';

/** More figures than anything that people count here has. */
const figures = /^\d{1,4}$/;

/**
 * A whole number that somebody typed, in figures alone. `17,5`, `1e3`, `0x10` and `-1` are none: what is read otherwise
 * than it was meant is worse than what is asked again.
 */
export function readWrittenNumber(text: string, path: string): Parsed<number> {
  const written = text.trim();
  if (figures.test(written)) return { ok: true, value: Number(written) };
  return { ok: false, mistakes: [{ path, kind: written === '' ? 'MISSING' : 'NOT_A_NUMBER' }] };
}
