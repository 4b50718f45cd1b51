/**
 * What our server needs before it can be measured like the others: meetings that are going on, people who sit there
 * with a session of their own, and an origin that it allows.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { putRegion, type Seats } from '../region/region.ts';

/** As many as sit at a real table, also where a scenario seats fewer. */
const fewestPeople = 12;

const seatsFile = (folder: string) => join(folder, 'seats.json');

export async function prepare(
  folder: string,
  { rooms, participants }: { readonly rooms: number; readonly participants: number },
): Promise<void> {
  const size = { tables: rooms, people: Math.max(fewestPeople, participants) };
  writeFileSync(seatsFile(folder), JSON.stringify(await putRegion(folder, size)));
}

export function flags({
  folder,
  port,
}: {
  readonly folder: string;
  readonly port: number;
}): Promise<string[]> {
  const { tables, cookies, people } = JSON.parse(readFileSync(seatsFile(folder), 'utf8')) as Seats;
  const file = (name: string, content: readonly string[]) => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  const rooms = tables.map(({ room }) => room);
  const meetings = tables.map(({ meeting }) => meeting);
  return Promise.resolve([
    ...['--rooms-file', file('rooms.json', rooms)],
    ...['--meetings-file', file('meetings.json', meetings)],
    ...['--cookies-file', file('cookies.json', cookies), '--people-per-table', String(people)],
    ...['--header', `origin: http://127.0.0.1:${port}`],
  ]);
}
