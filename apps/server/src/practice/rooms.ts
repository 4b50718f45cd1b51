import type { RoomName } from '@overlegtafel/protocol';

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
export const practiceRooms: readonly RoomName[] = [
  'meeting:oefentafel',
  ...practiceItems.map((item): RoomName => `item:${item}`),
];
