/**
 * AG12: the text of a file. What is no UTF-8 was written by a spreadsheet in the old Windows set: read as UTF-8 it
 * would lose the letters with accents.
 */
export function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
