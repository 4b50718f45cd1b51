import { m } from '#lib/paraglide/messages.js';
import type { MeetingAnswer } from './table-answers.ts';

/** The item at which people are now: the one at the table, else the first that is not ready yet. */
export function placeOnAgenda({ items, current }: MeetingAnswer): number {
  const atTable = items.findIndex(({ id }) => id === current);
  if (atTable >= 0) return atTable;
  return Math.max(
    items.findIndex(({ state }) => state !== 'CLOSED'),
    0,
  );
}

/**
 * The steps of a meeting: Opening, Terugblik, Casussen, Afronden.
 *
 * @param left how much of last week nobody told of yet
 */
export function tableSteps(meeting: MeetingAnswer, path: string, left: number) {
  const home = `/tafel/${meeting.id}`;
  const place = placeOnAgenda(meeting);
  const item = meeting.items[place];
  const isOpened = meeting.state !== 'PREPARED';
  const isClosed = meeting.state === 'CLOSED';
  const steps = [
    { href: home, label: m.table_step_opening(), isDone: isOpened },
    { href: `${home}/terugblik`, label: m.table_step_follow_up(), isDone: isOpened && left === 0 },
    {
      href: `${home}/${item?.id ?? 'triage'}`,
      label: m.table_step_cases(),
      detail: casesDetail(meeting, place),
      isDone: isClosed,
    },
    { href: `${home}/afronden`, label: m.table_step_closing(), isDone: isClosed },
  ];
  const fixed = steps.findIndex(({ href }) => href === path);
  const isBefore = ['agenda', 'deelnemers'].some((page) => path.startsWith(`${home}/${page}`));
  const later = isBefore ? 0 : 2;
  const at = fixed >= 0 ? fixed : later;
  return steps.map((step, index) => ({ ...step, isCurrent: index === at }));
}

function casesDetail({ current, items }: MeetingAnswer, place: number): string | undefined {
  if (current === undefined) return undefined;
  return m.table_step_cases_at({ place: place + 1, count: items.length });
}
