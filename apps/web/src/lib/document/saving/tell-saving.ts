import type { Announcer } from '#lib/announce/announcer.ts';
import type { DocumentState } from '../document-state.ts';
import { announcementWords } from './saving-words.ts';
import type { Announcement } from './shown-state.ts';

/** Reads out how saving goes: what is not being saved interrupts, the connection takes its turn. */
export function tellSaving(
  announcer: Pick<Announcer, 'announce' | 'alert'>,
  announcement: Announcement,
  state: DocumentState,
): void {
  const text = announcementWords(announcement, state);
  switch (announcement) {
    case 'OPENING':
    case 'NOTHING':
      return;
    case 'WAITING':
    case 'BACK':
      announcer.announce({ text, weight: 'IMPORTANT', about: 'saving' });
      return;
    case 'TROUBLE':
    case 'UNLOGGED':
    case 'SIGNED_OUT':
    case 'REFUSED':
      announcer.alert(text);
  }
}
