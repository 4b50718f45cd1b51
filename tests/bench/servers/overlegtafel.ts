/**
 * What our server needs before it can be measured like the others: rooms that exist, people who are
 * signed in, an origin that it allows, and known roots.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRooms, roomNames } from '../../faults/storage.ts';
import { practicePeople, signIn } from '../../faults/server-under-test.ts';

/** A person may have 100 rooms open at once, and 20 connections to one room. */
const fewestPeopleAtATable = 3;
const connectionsPerPersonAndRoom = 20;

export async function prepare(folder: string, rooms: number): Promise<void> {
  await createRooms(folder, roomNames(rooms));
}

interface Place {
  readonly folder: string;
  readonly port: number;
  readonly rooms: number;
  readonly participants: number;
}

export async function flags({ folder, port, rooms, participants }: Place): Promise<string[]> {
  const url = `http://127.0.0.1:${port}`;
  const people = await practicePeople(url);
  const cookies = await Promise.all(people.map((person) => signIn(url, person)));
  const cookiesFile = join(folder, 'cookies.json');
  const roomsFile = join(folder, 'rooms.json');
  writeFileSync(cookiesFile, JSON.stringify(cookies));
  writeFileSync(roomsFile, JSON.stringify(roomNames(rooms)));
  const peoplePerTable = Math.max(
    fewestPeopleAtATable,
    Math.ceil(participants / connectionsPerPersonAndRoom),
  );
  return [
    ...['--rooms-file', roomsFile, '--cookies-file', cookiesFile],
    ...['--people-per-table', String(peoplePerTable)],
    ...['--header', `origin: ${url}`],
    ...['--text-root', 'scratch', '--map-root', 'actions'],
  ];
}
