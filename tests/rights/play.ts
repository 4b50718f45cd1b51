import type { Socket } from 'socket.io-client';
import { writeParagraph } from '../meeting/write-case.ts';
import type { PlantedCase } from './canary-case.ts';
import { follow } from './listen.ts';
import { bring } from './plant.ts';
import { everybody } from './practice-roles.ts';
import { ask } from './readings.ts';
import { type RightsWeek, roomOf } from './rights-week.ts';

/** Everybody follows the meeting, one half over WebSockets and the other half by polling. */
export async function everybodyFollows(week: RightsWeek): Promise<readonly Socket[]> {
  return Promise.all(
    everybody.map(({ id }, place) =>
      follow(
        week.doorOf(id),
        place % 2 === 0 ? 'websocket' : 'polling',
        week.meeting,
        week.earOf(id),
      ),
    ),
  );
}

/** The meeting goes on: cases are brought to the table, weighed, written in, and read by everybody while they are there. */
export async function playMeeting(week: RightsWeek): Promise<void> {
  const { cases, seats } = week;
  const brought = (state: PlantedCase['comesTo']) =>
    cases.filter(({ comesTo }) => comesTo === state);
  for (const of of brought('DISCUSSED')) await bring(of, seats);
  for (const of of brought('AT_TABLE')) {
    await bring(of, seats);
    await writeMore(of, week);
    await Promise.all(
      everybody.map(({ id }) =>
        ask(week, id, {
          transport: 'item at the table',
          name: 'item',
          params: { item: of.item },
        }),
      ),
    );
  }
}

async function writeMore(of: PlantedCase, { seats }: RightsWeek): Promise<void> {
  const document = await seats('vt-worker').open(roomOf(of));
  await document.write((doc) => {
    writeParagraph(doc, 'facts', ' en meer');
  });
  document.vanish();
}
