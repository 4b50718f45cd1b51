import { refusals, type Refusal, type SavingState } from '@overlegtafel/protocol';

/** How a document stands, for the screen to say in words. */
export type DocumentState = (
  | SavingState
  /** The access log takes no line, so nobody is let in. Tried again by itself; what was typed waits here. */
  | { readonly kind: 'UNLOGGED'; readonly count: number }
  /** The session has ended. What was not saved stays where it is until the same person is back. */
  | { readonly kind: 'SIGNED_OUT'; readonly count: number }
) & {
  /** Where what is not saved stands; absent while nothing waits, or while it is on its way to the device. */
  readonly place?: 'DEVICE' | 'TAB';
};

/** Why a document ended when the server gave only the code. The first reason with that code; all say the same to do. */
export function reasonOf(code: number): Refusal {
  const [found] = allReasons.filter((reason) => refusals[reason] === code);
  return found ?? 'MALFORMED';
}

const allReasons = [
  'MALFORMED',
  'NO_ACCESS',
  'GONE',
  'CLOSED',
  'TOO_LARGE',
  'OUT_OF_ORDER',
  'TOO_OLD',
] as const satisfies readonly Refusal[];

const leavesRoomOpen: Readonly<Record<Refusal, boolean>> = {
  MALFORMED: true,
  TOO_LARGE: true,
  TOO_MUCH: true,
  DOCUMENT_FULL: true,
  NOT_YOURS: true,
  OUT_OF_ORDER: true,
  DOES_NOT_FIT: true,
  NO_ACCESS: false,
  GONE: false,
  CLOSED: false,
  TOO_OLD: false,
};

/** Whether the same room can be entered again with a fresh document: what was refused was the text, not the person. */
export function canGoOn(reason: Refusal): boolean {
  return leavesRoomOpen[reason];
}

/** How many changes the server does not have yet. */
export function unsavedCount(state: DocumentState): number {
  return 'count' in state ? state.count : 0;
}

/** Whether it is said where the changes are: while they are on their way nobody needs to know. */
export function saysWhere({ kind }: DocumentState): boolean {
  return kind === 'CONNECTING' || kind === 'WAITING' || kind === 'SIGNED_OUT';
}

/** Whether a room ended for this person without any text of theirs being lost: then nobody has to do anything. */
export function isQuietEnd(reason: Refusal, lost: readonly { readonly text: string }[]): boolean {
  return !canGoOn(reason) && reason !== 'TOO_OLD' && lost.every(({ text }) => text.trim() === '');
}
