import encodeQR from 'qr';

/** A square drawing that a camera reads as an address, in modules: one path in black, edge included. */
export interface JoinDrawing {
  readonly address: string;
  readonly path: string;
  readonly size: number;
}

/** White around the drawing that a camera needs, in modules (ISO/IEC 18004). */
const edge = 4;

/** TL35: the address of a table as a drawing. Made on the server, so that no page carries the code for it. */
export function joinDrawing(address: string): JoinDrawing {
  const rows = encodeQR(address, 'raw', { ecc: 'medium', border: edge });
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return { address, path, size: rows.length };
}
