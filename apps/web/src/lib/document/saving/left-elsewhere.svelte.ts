import { reachesServer } from '#lib/page-parts/until-loaded.ts';
import { systemClock } from '../clock.ts';
import { isStill } from '../is-still.ts';
import { noteLeft, noteNothingLeft, whileLeft } from '../keeping/left-hint.ts';
import type { LeftBehind } from '../left-behind.ts';
import type { LostText } from '../open-document.ts';

/** What closed tabs of this person left, in whatever room, brought to the server from this page. */
export class LeftElsewhere {
  /** What the server did not take: for its author to copy. */
  lost = $state.raw<readonly LostText[]>([]);
  readonly #person: string;
  #left: LeftBehind | undefined;
  #isAsking = false;
  #isGone = false;

  /** @param person the signed-in person */
  constructor(person: string) {
    this.#person = person;
  }

  /** Looks now and again. The answer ends it. */
  start(): () => void {
    const stop = whileLeft(systemClock, () => void this.#look());
    return () => {
      this.#isGone = true;
      stop();
      this.#left?.close();
    };
  }

  /** The author has seen what was not taken. */
  async seen(): Promise<void> {
    await this.#left?.seen();
  }

  async #look(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      const left = this.#left ?? (await this.#load());
      // The page went meanwhile: nothing of it may stay in a room.
      if (this.#isGone) return;
      this.#left = left;
      await left?.look();
    } finally {
      this.#isAsking = false;
    }
  }

  /** Comes only where something waits, and when there is a server: a browser never asks again for what did not come. */
  async #load(): Promise<LeftBehind | undefined> {
    if (!(await reachesServer())) return undefined;
    const part = await import('../collaboration.ts').catch(() => undefined);
    const left = part?.leftBehind({
      isSignedIn: () => isStill(this.#person),
      changed: () => (this.lost = left?.lost ?? []),
      nothingLeft: noteNothingLeft,
      somethingLeft: noteLeft,
    });
    return left;
  }
}
