/** In which set of characters a file was written. */
export type Charset = 'UTF-8' | 'UTF-16' | 'Windows-1252' | 'CP850';

export interface FileText {
  readonly text: string;
  readonly charset: Charset;
}

/**
 * AG12: the text of a file, and the set that it was written in. Spreadsheets write UTF-8 or UTF-16, or one of two old sets
 * that look alike but for letters with accents: which of the two is seen by where such a sign stands in a word.
 */
export function textOf(buffer: ArrayBuffer): FileText {
  const bytes = new Uint8Array(buffer);
  const wide = wideSet(bytes);
  if (wide !== undefined) return { text: new TextDecoder(wide).decode(bytes), charset: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), charset: 'UTF-8' };
  } catch {
    return isCp850(bytes)
      ? { text: cp850Text(bytes), charset: 'CP850' }
      : { text: new TextDecoder('windows-1252').decode(bytes), charset: 'Windows-1252' };
  }
}

/** So much of a file is looked at to see that half of its bytes are empty. */
const looked = 2_000;

/** Two bytes for each sign: by the mark at the beginning, or because every other byte is empty. */
function wideSet(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, looked);
  const empty = (odd: number) => start.filter((byte, at) => at % 2 === odd && byte === 0).length;
  const many = start.length / 4;
  if (start.length < 2) return undefined;
  if (empty(1) > many && empty(0) === 0) return 'utf-16le';
  return empty(0) > many && empty(1) === 0 ? 'utf-16be' : undefined;
}

/** What CP850 (the set of the command line) has from 128 on. */
const cp850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

function cp850Text(bytes: Uint8Array): string {
  const signs = Array.from(bytes, (byte) =>
    byte < 128 ? String.fromCharCode(byte) : (cp850[byte - 128] ?? ''),
  );
  return signs.join('');
}

/** Letters of CP850 that are signs in the Windows set, such as é and ë: a sign does not stand between two letters. */
const lettersIn850 = new Set([
  0x81, 0x82, 0x84, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8d, 0x93, 0x94, 0x95, 0xa0, 0xa1, 0xa2,
  0xa3, 0xa4,
]);
/** These end a word as well: no sign of the Windows set stands right behind a letter there. */
const endsIn850 = new Set([0x82, 0x89, 0x8a]);
const firstLetter1252 = 0xc0;

function isCp850(bytes: Uint8Array): boolean {
  let old = 0;
  let windows = 0;
  bytes.forEach((byte, at) => {
    if (byte < 128) return;
    const isAfter = isLetter(bytes[at - 1]);
    const isBefore = isLetter(bytes[at + 1]);
    if (isAfter && lettersIn850.has(byte) && (isBefore || endsIn850.has(byte))) old += 1;
    else if ((isAfter || isBefore) && byte >= firstLetter1252) windows += 1;
  });
  return old > windows;
}

function isLetter(byte = 0): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
