import type { FileText, ReadLine } from '@overlegtafel/usecases/report-file';

/** What the thread that reads a file is told. */
export type ToFileThread =
  | { readonly kind: 'BYTES'; readonly bytes: Uint8Array }
  /** All bytes are there. */
  | { readonly kind: 'OPEN' }
  | { readonly kind: 'BEGIN'; readonly format: FileText['format']; readonly now: number }
  | { readonly kind: 'NEXT' };

/** What it says: once how it opened the body, and then a part of the lines for each `NEXT`. */
export type FromFileThread =
  | { readonly kind: 'OPENED'; readonly body: unknown; readonly digest: string | undefined }
  | { readonly kind: 'NOT_JSON' | 'TOO_LARGE' }
  | { readonly kind: 'PART'; readonly lines: readonly ReadLine[] }
  | { readonly kind: 'END' };
