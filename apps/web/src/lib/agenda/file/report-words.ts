import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { m } from '#lib/paraglide/messages.js';
import { roleWords } from '#lib/table/case/household-words.ts';

type Report = ApiAnswer<'takeInReports'>['reports'][number];

const signals: Readonly<Record<Report['signal'], () => string>> = {
  REPORT: m.intake_signal_report,
  POLICE_REPORT: m.intake_signal_police_report,
};
const kinds: Readonly<Record<Report['kind'], () => string>> = {
  FIRST: m.file_kind_first,
  REPEAT: m.file_kind_repeat,
  FOLLOW_UP: m.file_kind_follow_up,
};

/** AG340: what became of the wish to put a file on the agenda, where it is not simply so. */
export const agendaWords: Readonly<
  Record<NonNullable<ApiAnswer<'takeInReports'>['agenda']>, () => string>
> = {
  PLACED: () => '',
  FULL: m.file_agenda_full,
  CLOSED: m.file_agenda_closed,
  NOT_PLACED: m.file_agenda_not_placed,
};

export function signalWords(signal: Report['signal']): string {
  return signals[signal]();
}

export function kindWords(kind: Report['kind']): string {
  return kinds[kind]();
}

/** IN190: a household as it was understood: `Moeder 31, Zoon 4`. Of a child without an age that it is one. */
export function peopleWords(household: Report['household']): string {
  return household.map(personWords).join(', ');
}

function personWords({ role, ageYears, isChild }: Report['household'][number]): string {
  const words = roleWords[role]();
  const isSaid = role === 'SON' || role === 'DAUGHTER' || role === 'UNBORN_CHILD';
  if (ageYears !== undefined) return `${words} ${ageYears}`;
  return isChild && !isSaid ? `${words} (${m.file_child()})` : words;
}
