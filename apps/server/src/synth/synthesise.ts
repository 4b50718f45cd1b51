import { type Instant, instant, readId, type TableId } from '@overlegtafel/domain';
import type { Ledger } from '@overlegtafel/usecases';
import { Chance } from './chance.ts';
import { reportsPerYear, tableNames, weeksPerYear } from './mixes.ts';
import { meetingCommit } from './synthetic-meeting.ts';

export interface Region {
  readonly years: number;
  readonly seed: number;
  /** How many lines of the access log there are for each report. */
  readonly looks: number;
  /** The last meeting is in the week before this. */
  readonly until: Instant;
  readonly onMeeting: (done: number, all: number) => void;
}

/** What was made. */
export interface Made {
  readonly meetings: number;
  readonly reports: number;
  readonly lines: number;
}

const weekMs = 7 * 86_400_000;
/** The calendar of the product begins in 2020: what does not fit in lies closer together than a week. */
const firstMs = Date.UTC(2020, 1, 3, 9);
const restMs = 5 * weekMs;

/**
 * Fills a ledger with the closed meetings of a whole region, oldest first, one commit a meeting. Their rooms are not
 * there any more, as after the correction period.
 */
export async function synthesise(ledger: Ledger, region: Region): Promise<Made> {
  const { looks, until, onMeeting } = region;
  const chance = new Chance(region.seed);
  const weeks = Math.round(region.years * weeksPerYear);
  const stepMs = Math.min(weekMs, (until - restMs - firstMs) / Math.max(weeks, 1));
  const pasts = tableNames.map((name) => ({ table: tableId(name), households: [] }));
  const items = Math.round(reportsPerYear / weeksPerYear / tableNames.length);
  let lines = 0;
  for (let week = 0; week < weeks; week += 1) {
    const at = instant(Math.round(until - restMs - (weeks - week) * stepMs));
    for (const past of pasts) {
      const commit = meetingCommit(past, { at, items, looks }, chance);
      await ledger.commit(commit);
      lines += commit.lines.length;
    }
    onMeeting((week + 1) * pasts.length, weeks * pasts.length);
  }
  const meetings = weeks * pasts.length;
  return { meetings, reports: meetings * items, lines };
}

function tableId(name: string): TableId {
  const read = readId('TableId', name, 'table');
  if (!read.ok) throw new Error(`'${name}' is no table's id`);
  return read.value;
}
