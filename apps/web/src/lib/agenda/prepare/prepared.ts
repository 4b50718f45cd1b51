import type { ApiAnswer } from '@overlegtafel/protocol/api';
import type { Filled } from '#lib/forms/filled-form.ts';

export type Item = ApiAnswer<'item'>;

/** What came of the form that was sent last on the page of one case. */
export interface Prepared {
  readonly name?: string;
  readonly isDone?: boolean;
  readonly problem?: string;
  readonly filled?: Filled;
  readonly reporter?: ApiAnswer<'reporterIdentity'>;
}

/** What a form gets back: its problem and what was filled in, when it was this one. */
export function backTo(prepared: Prepared | undefined, name: string) {
  const isMine = prepared?.name === name;
  return {
    problem: isMine ? prepared.problem : undefined,
    isDone: isMine && prepared.isDone === true,
    text: (field: string) => (isMine ? (prepared.filled?.[field] ?? '') : ''),
  };
}
