import { cleaned, type Reader, words } from '@overlegtafel/domain';

/** Words that may be left out. */
export function wordsOrNone(longest: number): Reader<string> {
  return (value, path) =>
    typeof value === 'string' && cleaned(value) === ''
      ? { ok: true, value: '' }
      : words(longest)(value, path);
}

/** The body of a call that takes none. */
export const nothingElse: Reader<undefined> = (value, path) => {
  const isNone =
    value === undefined ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  return isNone
    ? { ok: true, value: undefined }
    : { ok: false, mistakes: [{ path, kind: 'UNKNOWN_FIELD' }] };
};
