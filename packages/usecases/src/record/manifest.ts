import type { CaseId, Instant, ItemId, MeetingId, PersonId, TableId } from '@overlegtafel/domain';
import { canonicalJson, sha256Hex } from '@overlegtafel/documents';
import type { RecordKind } from '../ports/rows.ts';

/** One part of a record, without its words: what remains to be checked when the key of its case is destroyed. */
export interface ManifestPart {
  readonly item: ItemId;
  readonly caseId: CaseId;
  /** SHA-256 of the canonical JSON of the part, in lower-case hex. */
  readonly sha256OfBody: string;
  /** SHA-256 of the bytes as they are stored, in lower-case hex: checked without any key. */
  readonly sha256OfSealed: string;
}

/** What the fingerprint of a record covers. `previous` is the fingerprint of the record before it at this table. */
export interface RecordManifest {
  readonly id: string;
  readonly table: TableId;
  /** From 1, without holes, per table. */
  readonly number: number;
  /** Null for the first record of a table. */
  readonly previous: string | null;
  readonly meeting: MeetingId;
  readonly kind: RecordKind;
  readonly corrects?: string;
  readonly sealedAt: Instant;
  readonly sealedBy: PersonId;
  /** Canonical JSON, as it was built. */
  readonly head: string;
  /** In the order in which they stand in the record. */
  readonly parts: readonly ManifestPart[];
}

/** A manifest as it was read from a file: nobody vouches for its ids. */
interface ReadManifest {
  readonly id: string;
  readonly table: string;
  readonly number: number;
  readonly previous: string | null;
  readonly meeting: string;
  readonly kind: RecordKind;
  readonly corrects?: string | undefined;
  readonly sealedAt: number;
  readonly sealedBy: string;
  readonly head: string;
  readonly parts: readonly Readonly<Record<keyof ManifestPart, string>>[];
}

/** The fingerprint of a record: SHA-256 over the RFC 8785 JSON of its manifest, in lower-case hex. */
export function fingerprintOf(manifest: ReadManifest): string {
  const { id, table, number, previous, meeting, kind, corrects, sealedAt, sealedBy, head } =
    manifest;
  const parts = manifest.parts.map(({ item, caseId, sha256OfBody: body, sha256OfSealed }) => ({
    item,
    caseId,
    sha256OfBody: body,
    sha256OfSealed,
  }));
  const facts = { id, table, number, previous, meeting, kind, sealedAt, sealedBy, head, parts };
  const text = canonicalJson(corrects === undefined ? facts : { ...facts, corrects });
  if (text === undefined) throw new Error(`record ${id} cannot be written as JSON`);
  return sha256Hex(text);
}

/** What a manifest says of a body. */
export function sha256OfBody(body: string): string {
  return sha256Hex(body);
}
