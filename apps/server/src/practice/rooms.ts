import { schemaVersion } from '@overlegtafel/documents';
import type { RoomName } from '@overlegtafel/protocol';
import type { RoomGate } from '@overlegtafel/rooms';

/** The cases of the fictional week, in the order of the agenda; each has a room of its own. */
export const practiceItems = [
  'esdoorn',
  'linde',
  'wilg',
  'berk',
  'vlier',
  'els',
  'ceder',
  'beuk',
  'iep',
  'hazelaar',
  'meidoorn',
  'den',
] as const;

/** The rooms of the practice meeting: one for the meeting and one for each case. */
const practiceRooms: readonly RoomName[] = [
  'meeting:oefentafel',
  ...practiceItems.map((item): RoomName => `item:${item}`),
];

/** Makes the rooms of the practice meeting; those that exist stay as they are. */
export async function createPracticeRooms(gate: Pick<RoomGate, 'create'>): Promise<void> {
  await gate.create(practiceRooms.map((room) => ({ room, schemaVersion })));
}

/** Rooms to try things in, such as `item:oefen-12`. Nobody makes them but whoever tests or measures. */
const trialRoom = /^item:oefen-\d{1,6}$/;

/** Whether it is a room of the practice table that stands on no agenda. */
export function isPracticeRoom(room: RoomName): boolean {
  return practiceRooms.includes(room) || trialRoom.test(room);
}
