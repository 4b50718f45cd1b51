import { lostCode, type Line, type LineEvents } from './line.ts';

/** Opens a line by a part of the program that may have to be fetched first. */
export type OpenLine = (room: string, events: LineEvents) => Line;

/**
 * A line whose program is fetched when it is first needed: where WebSockets work nobody loads it. Nothing is said on
 * a line that has not told that it is open.
 */
export function lineLater(load: () => Promise<OpenLine>): OpenLine {
  let loading: Promise<OpenLine> | undefined;
  return (room, events) => {
    let line: Line | undefined;
    let isClosed = false;
    loading ??= load();
    loading.then(
      (open) => {
        if (!isClosed) line = open(room, events);
      },
      () => {
        loading = undefined;
        if (!isClosed) events.ended(lostCode, '');
      },
    );
    return {
      send: (message) => line?.send(message),
      close() {
        isClosed = true;
        line?.close();
      },
    };
  };
}
