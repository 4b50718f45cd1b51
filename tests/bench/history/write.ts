import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { twoHourMeeting } from './meeting.ts';

const seed = 42;

/** Writes the history beside the reports, once; gives its folder. */
export function writtenHistory(reports: string): string {
  const folder = join(reports, `history-${seed}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const { state, stateVector, facts } = twoHourMeeting(seed);
  writeFileSync(join(unfinished, 'state.bin'), state);
  writeFileSync(join(unfinished, 'state-vector.bin'), stateVector);
  writeFileSync(join(unfinished, 'facts.json'), JSON.stringify(facts, null, 2));
  renameSync(unfinished, folder);
  return folder;
}
