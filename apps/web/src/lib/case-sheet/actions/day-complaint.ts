import { dateWords } from '#lib/look/date-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { UnclearDay } from './new-action.svelte.ts';

/** What is the matter with a day as it was typed, with what was understood of it. */
export function dayComplaint({ why, written, date }: UnclearDay): string {
  const day = date === undefined ? '' : dateWords(date, getLocale(), 'long');
  switch (why) {
    case 'PAST':
      return m.sheet_new_action_day_past({ day });
    case 'NO_SUCH_DAY':
      return m.sheet_new_action_day_none({ written });
    case 'OTHER_WEEKDAY':
      return m.sheet_new_action_day_other({ written, day });
    case 'MAYBE':
      return m.sheet_new_action_day_maybe({ day });
  }
}
