// edge: events of our own server, which its tests hold against the same contract
import { polledDocuments } from '@overlegtafel/protocol';
import { call } from '#lib/api/call.ts';
import { systemClock } from '#lib/document/clock.ts';
import { ownAuth } from '#lib/session/own-page.ts';
import { untilLoaded } from '#lib/page-parts/until-loaded.ts';
import type { LiveEvent, LiveEventName } from '@overlegtafel/protocol/live-events';

/** Something that the server told, by its name. */
export type LiveMessage = {
  [N in LiveEventName]: { readonly name: N; readonly event: LiveEvent<N> };
}[LiveEventName];

export interface LineEvents {
  /** The last number that was seen, to be told what was missed. */
  readonly after: () => number | undefined;
  /** Connected; `isThere`: whether there is such a meeting for this person. */
  readonly connected: (isThere: boolean) => void;
  readonly lost: () => void;
  readonly told: (message: LiveMessage) => void;
}

/** A connection on which one meeting is followed. It comes back by itself after a drop. */
export interface LiveLine {
  close(): void;
}

export type OpenLine = (meeting: string, events: LineEvents) => LiveLine;

const names = {
  welcome: true,
  presence: true,
  done: true,
  overview: true,
  authors: true,
  saving: true,
  alert: true,
  revoked: true,
} as const satisfies Record<LiveEventName, true>;

/**
 * SH162: the session of a line also ends because somebody signed in again in this browser. The same person comes back by
 * itself, and of another person's session the whole page speaks: only who is signed out is told so here.
 */
async function tell(message: LiveMessage, events: LineEvents): Promise<void> {
  const isEnd = message.name === 'revoked' && message.event.signedOut;
  if (!isEnd || (await isSignedOut())) events.told(message);
}

async function isSignedOut(): Promise<boolean> {
  const told = await call(fetch, 'session');
  return told.kind === 'PROBLEM' && told.problem.type !== 'other-person';
}

const firstDelayMs = 500;
const longestDelayMs = 4_000;
const answerMs = 8_000;

/** Follows a meeting over socket.io. Its client is fetched only where somebody follows one. */
export function followLive(meeting: string, events: LineEvents): LiveLine {
  let isClosed = false;
  let close = (): void => undefined;
  void untilLoaded(() => import('socket.io-client'), {
    clock: systemClock,
    isWanted: () => !isClosed,
    failed: events.lost,
  }).then((part) => {
    if (part === undefined) return;
    const socket = part.io(location.origin, {
      path: polledDocuments.path,
      auth: ownAuth(),
      reconnectionDelay: firstDelayMs,
      reconnectionDelayMax: longestDelayMs,
      timeout: answerMs,
    });
    // A handshake that hung when the network went takes long to give up: back is back.
    const comeBack = (): void => void (socket.connected || socket.disconnect().connect());
    // Who signed in again on another page comes back to this one.
    const ways = ['online', 'focus'] as const;
    for (const way of ways) addEventListener(way, comeBack);
    close = () => {
      for (const way of ways) removeEventListener(way, comeBack);
      socket.disconnect();
    };
    socket.on('connect', () => {
      const after = events.after();
      socket.emit(
        'follow',
        after === undefined ? { meeting } : { meeting, after },
        ({ isThere }: { isThere: boolean }) => {
          events.connected(isThere);
        },
      );
    });
    for (const name of Object.keys(names) as LiveEventName[]) {
      socket.on(name, (event: unknown) => {
        void tell({ name, event } as LiveMessage, events);
      });
    }
    const tryLater = (): void => {
      setTimeout(() => {
        if (!isClosed && !socket.connected) socket.connect();
      }, longestDelayMs);
    };
    socket.on('connect_error', () => {
      events.lost();
      // The server refused it, such as a page of somebody else: then the client does not come back by itself.
      if (!socket.active) tryLater();
    });
    socket.on('disconnect', (reason) => {
      events.lost();
      // Then the client does not come back by itself.
      if (reason === 'io server disconnect') tryLater();
    });
  });
  return {
    close() {
      isClosed = true;
      close();
    },
  };
}
