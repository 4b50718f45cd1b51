import type { DocumentState } from '../document-state.ts';

/** What is read out about saving: what changes for people, not every letter they type. */
export type Announcement =
  'OPENING' | 'NOTHING' | 'WAITING' | 'TROUBLE' | 'UNLOGGED' | 'SIGNED_OUT' | 'REFUSED' | 'BACK';

/** How long "saved" stands before the screen says that it is saving: shorter than this nobody needs to know. */
export const calmMs = 400;

/**
 * Whether a state may wait to be shown until it has lasted for a moment. Bad news that asks for something does not
 * wait.
 */
export function isFleeting(shown: DocumentState, next: DocumentState): boolean {
  if (shown.kind !== 'SAVED') return false;
  return next.kind === 'SAVING' || next.kind === 'WAITING' || next.kind === 'CONNECTING';
}

export function nextAnnouncement(last: Announcement, { kind }: DocumentState): Announcement {
  if (kind === 'CONNECTING' || kind === 'SAVING') return last;
  if (kind === 'SAVED') return last === 'OPENING' || last === 'NOTHING' ? 'NOTHING' : 'BACK';
  // A connection that was never there is not gone: the page is opening.
  return last === 'OPENING' && kind === 'WAITING' ? last : kind;
}
