import type { Refusal } from '@overlegtafel/protocol';
import { m } from '#lib/paraglide/messages.js';
import type { DocumentState } from '../document-state.ts';
import type { Announcement } from './shown-state.ts';

/** How a document stands, in a sentence. */
export function savingWords(state: DocumentState): string {
  switch (state.kind) {
    case 'CONNECTING':
      return counted(state, {
        none: m.saving_connecting,
        one: m.saving_connecting_one,
        many: m.saving_connecting_many,
      });
    case 'SAVED':
      return m.saving_saved();
    case 'SAVING':
      return state.isSlow ? m.saving_slow() : m.saving_saving();
    case 'WAITING':
      return counted(state, {
        none: m.saving_waiting,
        one: m.saving_waiting_one,
        many: m.saving_waiting_many,
      });
    case 'TROUBLE':
      return m.saving_trouble();
    case 'UNLOGGED':
      return m.saving_unlogged();
    case 'SIGNED_OUT':
      return counted(state, {
        none: m.saving_signed_out,
        one: m.saving_signed_out_one,
        many: m.saving_signed_out_many,
      });
    case 'REFUSED':
      return `${m.saving_refused()}. ${refusalWords(state.reason)}`;
  }
}

/** What is read out. Without the number of changes, which would be read out again with each. */
export function announcementWords(announcement: Announcement, state: DocumentState): string {
  switch (announcement) {
    case 'OPENING':
    case 'NOTHING':
      return '';
    case 'WAITING':
      return m.saving_waiting();
    case 'TROUBLE':
      return m.saving_trouble();
    case 'UNLOGGED':
      return m.saving_unlogged();
    case 'SIGNED_OUT':
      return m.saving_signed_out();
    case 'REFUSED':
      return state.kind === 'REFUSED' ? savingWords(state) : m.saving_refused();
    case 'BACK':
      return m.saving_back();
  }
}

const refusalSentences: Readonly<Record<Refusal, () => string>> = {
  MALFORMED: m.refused_not_placed,
  NOT_YOURS: m.refused_not_placed,
  OUT_OF_ORDER: m.refused_not_placed,
  TOO_LARGE: m.refused_too_large,
  TOO_MUCH: m.refused_too_large,
  DOES_NOT_FIT: m.refused_does_not_fit,
  DOCUMENT_FULL: m.refused_full,
  NO_ACCESS: m.refused_no_access,
  GONE: m.refused_gone,
  CLOSED: m.refused_closed,
  TOO_OLD: m.refused_too_old,
};

/** Why something was not taken, in a sentence. */
export function refusalWords(reason: Refusal): string {
  return refusalSentences[reason]();
}

interface Counted {
  readonly none: () => string;
  readonly one: () => string;
  readonly many: (given: { count: number }) => string;
}

/** Only what the device has is said to stand on it. */
function counted(
  { count, place }: { readonly count: number; readonly place?: 'DEVICE' | 'TAB' },
  { none, one, many }: Counted,
): string {
  if (count === 0 || place === undefined) return none();
  if (place === 'TAB') return `${none()} ${m.saving_only_tab()}`;
  return count === 1 ? one() : many({ count });
}
