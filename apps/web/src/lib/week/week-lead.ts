import { m } from '#lib/paraglide/messages.js';

/** What asks for the reader, how many of each. */
export interface WeekCounts {
  readonly handovers: number;
  readonly waiting: number;
  readonly late: number;
}

/** How my week stands, in a few sentences under its heading. */
export function weekLead({ handovers, waiting, late }: WeekCounts): string {
  const sentences = [
    counted(handovers, m.week_lead_handover_one, m.week_lead_handover_many),
    counted(waiting, m.week_lead_waiting_one, m.week_lead_waiting_many),
    counted(late, m.week_lead_late_one, m.week_lead_late_many),
  ].filter((sentence) => sentence !== undefined);
  return sentences.length === 0 ? m.week_lead_nothing() : sentences.join(' ');
}

function counted(
  count: number,
  one: () => string,
  many: (inputs: { count: number }) => string,
): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? one() : many({ count });
}
