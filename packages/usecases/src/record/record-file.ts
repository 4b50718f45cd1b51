import type { ApiAnswer } from '@overlegtafel/protocol/api';
import type { RecordRow } from '../ports/rows.ts';
import { fingerprintOf, sha256OfBody } from './manifest.ts';

/** A sealed record as a file that is checked without the database it came from. */
export type RecordFile = ApiAnswer<'recordFile'>;

/** A record as its file says it, without the words. */
export function manifestOf(record: RecordRow): RecordFile['manifest'] {
  const { id, table, number, previous, meeting, kind, corrects, sealedAt, sealedBy, head } = record;
  return {
    id,
    table,
    number,
    previous: previous ?? null,
    meeting,
    kind,
    ...(corrects === undefined ? {} : { corrects }),
    sealedAt,
    sealedBy,
    head,
    parts: record.parts.map(({ item, caseId, sha256OfBody: body, sha256OfSealed }) => ({
      item,
      caseId,
      sha256OfBody: body,
      sha256OfSealed,
    })),
  };
}

/** How a file stands against its own fingerprint. */
export type RecordFileVerdict =
  /** `shown` of `parts` parts have their words in it. */
  | { readonly kind: 'SOUND'; readonly parts: number; readonly shown: number }
  | { readonly kind: 'MANIFEST_CHANGED' }
  /** From 1. */
  | { readonly kind: 'PART_CHANGED'; readonly place: number };

/** AU71: whether the manifest gives the fingerprint, and the words of every part that is there give its hash. */
export function checkRecordFile({ fingerprint, manifest, bodies }: RecordFile): RecordFileVerdict {
  const isWhole = bodies.length === manifest.parts.length;
  if (!isWhole || fingerprintOf(manifest) !== fingerprint) return { kind: 'MANIFEST_CHANGED' };
  const changed = manifest.parts.findIndex((part, place) => {
    const body = bodies[place];
    return typeof body === 'string' && sha256OfBody(body) !== part.sha256OfBody;
  });
  if (changed >= 0) return { kind: 'PART_CHANGED', place: changed + 1 };
  const shown = bodies.filter((body) => body !== null).length;
  return { kind: 'SOUND', parts: bodies.length, shown };
}
