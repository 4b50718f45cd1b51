import type * as Y from 'yjs';
import { schemaVersion } from './schema-version.ts';

/** The origin of the transactions that bring a document to a newer version. */
export const migrationOrigin = 'migration';

/** One step from a version to the next, as ordinary writes. */
export interface Conversion {
  readonly from: number;
  /**
   * Changes the document inside a running transaction. On a document that was converted before it must change
   * nothing: a crash between writing the update and writing the version makes it run again.
   */
  readonly convert: (doc: Y.Doc) => void;
}

/** What came of bringing a document to the version of this program. */
export type ConversionOutcome =
  /** Nothing to do. */
  | { readonly kind: 'CURRENT' }
  /**
   * The update belongs in the log, in nobody's name, together with the version; then the epoch is raised.
   * There is none when nothing in the document had to change.
   */
  | { readonly kind: 'CONVERTED'; readonly version: number; readonly update?: Uint8Array }
  /** Written by a newer program, or by none that is known. It must not be opened. */
  | { readonly kind: 'UNKNOWN_VERSION' };

/** The steps of this program. There is one version so far. */
export const conversions: readonly Conversion[] = [];

/**
 * Brings a document to the version of this program, once, on the server, before anybody is let in. What was
 * written is kept: a conversion is an edit forward, never a document made anew.
 */
export function convertDocument(
  doc: Y.Doc,
  from: number,
  steps: readonly Conversion[] = conversions,
  to: number = schemaVersion,
): ConversionOutcome {
  if (from === to) return { kind: 'CURRENT' };
  const path = pathOf(from, to, steps);
  if (!path) return { kind: 'UNKNOWN_VERSION' };
  const update = updateOf(doc, () => path.forEach((step) => step.convert(doc)));
  return { kind: 'CONVERTED', version: to, ...(update ? { update } : {}) };
}

function updateOf(doc: Y.Doc, write: () => void): Uint8Array | undefined {
  let written: Uint8Array | undefined;
  const keep = (update: Uint8Array): void => {
    written = update;
  };
  doc.on('update', keep);
  doc.transact(write, migrationOrigin);
  doc.off('update', keep);
  return written;
}

function pathOf(
  from: number,
  to: number,
  steps: readonly Conversion[],
): readonly Conversion[] | undefined {
  const path: Conversion[] = [];
  for (let version = from; version < to; version++) {
    const step = steps.find((candidate) => candidate.from === version);
    if (!step) return undefined;
    path.push(step);
  }
  return from < to ? path : undefined;
}
