import type { PersonId } from '@overlegtafel/domain';
import {
  checkUpdate,
  type ClockRange,
  type DocumentKind,
  isDeleted,
} from '@overlegtafel/documents';
import { documentLimits, type Refusal } from '@overlegtafel/protocol';
import type * as Y from 'yjs';
import type { Incoming } from './seat.ts';

/** What an update is judged by: the document as it is now, and who asks. */
export interface Circumstances {
  readonly doc: Y.Doc;
  readonly kind: DocumentKind;
  readonly owners: ReadonlyMap<number, PersonId>;
  readonly person: PersonId;
  readonly mayWrite: boolean;
  readonly isClosed: boolean;
}

/** What to do with an update. */
export type Judgement =
  /** It may be appended. The client ids are those that wrote something new. */
  | { readonly kind: 'ADMITTED'; readonly clientIds: readonly number[] }
  /** Everything in it is in the document already. */
  | { readonly kind: 'KNOWN' }
  /** It may be in order once the log has been read to its head; otherwise this is the reason. */
  | { readonly kind: 'READ_ON'; readonly reason: Refusal; readonly detail: string }
  | { readonly kind: 'REFUSED'; readonly reason: Refusal; readonly detail: string };

/**
 * Says what to do with an update, without changing anything. What the document holds already is
 * nobody's offence: stock clients send it again after every interruption, also to a closed room
 * and when they may only read.
 */
export function judge(
  inspection: NonNullable<Incoming['inspection']>,
  now: Circumstances,
): Judgement {
  if (!inspection.ok) return refused(unreadable(inspection.reason), inspection.reason);
  const verdict = checkUpdate(now.doc, now.kind, inspection.update);
  const isFit = verdict.kind === 'FITS';
  if (isFit && verdict.fresh.length === 0 && areDeleted(now.doc, inspection.update.deletes))
    return { kind: 'KNOWN' };
  const barrier = barrierFor(now);
  if (verdict.kind === 'REFUSED') return refused(barrier ?? 'DOES_NOT_FIT', verdict.misfit.reason);
  if (verdict.kind === 'INCOMPLETE')
    return { kind: 'READ_ON', reason: barrier ?? 'OUT_OF_ORDER', detail: 'INCOMPLETE' };
  if (barrier) return { kind: 'READ_ON', reason: barrier, detail: barrier };
  return judgeOwners(verdict.fresh, now);
}

function unreadable(reason: string): Refusal {
  return reason === 'PIECES' ? 'TOO_LARGE' : 'MALFORMED';
}

function barrierFor({ mayWrite, isClosed }: Circumstances): Refusal | undefined {
  if (!mayWrite) return 'NO_ACCESS';
  return isClosed ? 'CLOSED' : undefined;
}

function judgeOwners(fresh: readonly ClockRange[], now: Circumstances): Judgement {
  for (const { client } of fresh)
    if (now.owners.get(client) !== now.person)
      return { kind: 'READ_ON', reason: 'NOT_YOURS', detail: 'FOREIGN_CLIENT_ID' };
  if (structCount(now.doc) > documentLimits.documentStructs)
    return refused('DOCUMENT_FULL', 'STRUCTS');
  return { kind: 'ADMITTED', clientIds: fresh.map(({ client }) => client) };
}

function refused(reason: Refusal, detail: string): Judgement {
  return { kind: 'REFUSED', reason, detail };
}

/** How many insertions the document holds, deleted ones included. */
function structCount(doc: Y.Doc): number {
  let count = 0;
  for (const structs of doc.store.clients.values()) count += structs.length;
  return count;
}

/** True when all of this is deleted in the document already. */
function areDeleted(doc: Y.Doc, ranges: readonly ClockRange[]): boolean {
  return ranges.every(({ client, clock, length }) => isDeleted(doc, client, clock, length));
}
