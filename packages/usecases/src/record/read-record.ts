// edge: JSON that this program sealed, and whose hash was checked
import type { CorrectionRecord, ItemRecord, RecordHead } from './record-shape.ts';

/** What a record says apart from cases. */
export function readRecordHead(head: string): RecordHead {
  return JSON.parse(head) as RecordHead;
}

/** The card of an item as it was sealed, from a record of kind MEETING or ITEM. */
export function readItemRecord(body: string): ItemRecord {
  return JSON.parse(body) as ItemRecord;
}

/** A correction as it was sealed, from a record of kind CORRECTION. */
export function readCorrectionRecord(body: string): CorrectionRecord {
  return JSON.parse(body) as CorrectionRecord;
}
