import type { DocumentState } from '../document-state.ts';

/** What is read out about saving: what changes for people, not every letter they type. */
export type Announcement = 'NOTHING' | 'WAITING' | 'TROUBLE' | 'SIGNED_OUT' | 'REFUSED' | 'BACK';

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
  switch (kind) {
    case 'CONNECTING':
    case 'SAVING':
      return last;
    case 'SAVED':
      return last === 'NOTHING' || last === 'BACK' ? last : 'BACK';
    case 'WAITING':
    case 'TROUBLE':
    case 'SIGNED_OUT':
    case 'REFUSED':
      return kind;
  }
}
