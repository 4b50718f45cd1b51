import { highestChannel } from '@overlegtafel/protocol';
import { z } from 'zod';

const channel = z.number().int().min(0).max(highestChannel);
const longestRoomName = 200;

/** What a browser sends, argument by argument. Anything else ends the connection. */
export const fromBrowser = {
  join: z.tuple([channel, z.string().max(longestRoomName)]),
  part: z.tuple([channel, z.instanceof(Uint8Array)]),
  message: z.tuple([channel], z.instanceof(Uint8Array)),
  leave: z.tuple([channel]),
} as const;
