import { type MeetingId, type PersonId, readId, readInstant } from '@overlegtafel/domain';
import { isRoomName, type RoomName } from '@overlegtafel/protocol';
import type { Happening } from '@overlegtafel/usecases';
import type { Server } from 'socket.io';
import { z } from 'zod';
import { isAnswer } from './live-guests.ts';

/** What one process tells the others: that something happened, never what it says. */
export interface Relay {
  readonly happened: (happening: Happening) => void;
  readonly claimed: (room: RoomName, clientId: number, person: PersonId) => void;
  /** Whether another process has a connection of this person that follows the meeting. */
  readonly isFollowing: (meeting: MeetingId, person: PersonId) => Promise<boolean>;
}

/** For a server that is alone. */
export const noRelay: Relay = {
  happened: () => undefined,
  claimed: () => undefined,
  isFollowing: () => Promise.resolve(false),
};

/** What this process does with what another one tells. */
export interface Heard {
  readonly happened: (happening: Happening) => void;
  readonly claimed: (room: RoomName, clientId: number, person: PersonId) => void;
  readonly isFollowing: (meeting: MeetingId, person: PersonId) => boolean;
}

const person = z.string().transform((text, context) => idOr('PersonId', text, context));
const happening = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('DONE'),
    what: z.string(),
    by: person,
    meeting: z.string(),
    item: z.string().exactOptional(),
    revision: z.number(),
  }),
  z.object({
    kind: z.literal('ALERT'),
    what: z.literal('break-glass'),
    table: z.string(),
    item: z.string(),
    by: person,
    at: z.number().transform((ms, context) => momentOr(ms, context)),
  }),
  z.object({ kind: z.literal('RIGHTS'), person: person.exactOptional() }),
]);
const claim = z.tuple([z.string().refine(isRoomName), z.number(), person]);
const question = z.tuple([
  z.string().transform((text, context) => idOr('MeetingId', text, context)),
  person,
]);

function idOr<K extends 'PersonId' | 'MeetingId'>(kind: K, text: string, context: z.RefinementCtx) {
  const read = readId(kind, text, 'id');
  if (read.ok) return read.value;
  context.addIssue({ code: 'custom' });
  return z.NEVER;
}

function momentOr(ms: number, context: z.RefinementCtx) {
  const read = readInstant(ms, 'at');
  if (read.ok) return read.value;
  context.addIssue({ code: 'custom' });
  return z.NEVER;
}

/** What the relay needs of a server of socket.io. */
export type RelayServer = Pick<Server, 'on' | 'serverSideEmit' | 'serverSideEmitWithAck'>;

/** Ties this process to the others over the adapter of socket.io. */
export function relayOver(server: RelayServer, heard: Heard): Relay {
  server.on('happened', (given: unknown) => {
    const read = happening.safeParse(given);
    if (read.success) heard.happened(read.data);
  });
  server.on('claimed', (...given: unknown[]) => {
    const read = claim.safeParse(given);
    if (read.success) heard.claimed(...read.data);
  });
  server.on('isFollowing', (...given: unknown[]) => {
    const answer = given.pop();
    const read = question.safeParse(given);
    if (isAnswer(answer)) answer(read.success && heard.isFollowing(...read.data));
  });
  return {
    happened: (told) => server.serverSideEmit('happened', told),
    claimed: (...told) => server.serverSideEmit('claimed', ...told),
    async isFollowing(...asked) {
      const answers: unknown[] = await server.serverSideEmitWithAck('isFollowing', ...asked);
      return answers.includes(true);
    },
  };
}
