import type { NewRecord, RecordRow } from '../ports/rows.ts';
import { fingerprintOf, sha256OfBody } from '../record/manifest.ts';

/** Numbers a record and chains it to the record before it at its table. In memory nothing is sealed with a key. */
export function sealInMemory(record: NewRecord, earlier: readonly RecordRow[]): RecordRow {
  const previous = earlier.findLast(({ table }) => table === record.table);
  const number = (previous?.number ?? 0) + 1;
  const { id, table, meeting, kind, corrects, sealedAt, sealedBy, head, parts } = record;
  const facts = {
    id,
    table,
    meeting,
    kind,
    sealedAt,
    sealedBy,
    head,
    number,
    ...(corrects === undefined ? {} : { corrects }),
  };
  const hashed = parts.map((part) => {
    const sha256 = sha256OfBody(part.body);
    return { ...part, sha256OfBody: sha256, sha256OfSealed: sha256 };
  });
  const fingerprint = fingerprintOf({
    ...facts,
    previous: previous?.fingerprint ?? null,
    parts: hashed,
  });
  return {
    ...facts,
    fingerprint,
    ...(previous ? { previous: previous.fingerprint } : {}),
    parts: hashed,
  };
}
