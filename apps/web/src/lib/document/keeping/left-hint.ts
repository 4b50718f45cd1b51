import { drop, keep, readKept } from '#lib/page-parts/page-storage.ts';
import type { Clock } from '../clock.ts';

const place = 'overlegtafel.kept';
const lookMs = 5_000;

/** Notes that something waits on this device: pages look here first, which costs them nothing. */
export function noteLeft(): void {
  keep('local', place, '1');
}

export function noteNothingLeft(): void {
  drop('local', place);
}

/** Whether something of anybody may wait on this device. */
export function mayBeLeft(): boolean {
  return readKept('local', place) !== null;
}

/** Calls `then` now and again while something may wait on this device. The answer ends it. */
export function whileLeft(clock: Clock, then: () => void): () => void {
  let cancel = (): void => undefined;
  const look = (): void => {
    if (mayBeLeft()) then();
    cancel = clock.after(lookMs, look);
  };
  look();
  return () => {
    cancel();
  };
}
