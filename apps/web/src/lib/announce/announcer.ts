import type { Clock } from '#lib/document/clock.ts';

/** How much is read out: everything, what matters to the reader, or only what the reader did. */
export const announceLevels = ['ALL', 'IMPORTANT', 'SILENT'] as const;
export type AnnounceLevel = (typeof announceLevels)[number];

/** Something that happened, as it is read out. */
export interface Announcement {
  /** One sentence. */
  readonly text: string;
  /**
   * `OWN`: the answer to what this reader just did. `IMPORTANT`: addressed to the reader, a decision,
   * the chair who moves on, the connection. `DETAIL`: presence, edits.
   */
  readonly weight: 'OWN' | 'IMPORTANT' | 'DETAIL';
  /** Whose doing it is. What waits of one person is read out together. */
  readonly person?: string;
  /** A newer announcement about the same takes the place of one that still waits. */
  readonly about?: string;
}

/** Where the sentences go: the two live regions of the page. */
export interface Listener {
  readonly status: (text: string) => void;
  readonly alert: (text: string) => void;
}

const pauseMs = 5_000;

const spoken: Readonly<Record<AnnounceLevel, readonly Announcement['weight'][]>> = {
  ALL: ['OWN', 'IMPORTANT', 'DETAIL'],
  IMPORTANT: ['OWN', 'IMPORTANT'],
  SILENT: ['OWN'],
};

/** Reads out what happens at the table at a pace that people can bear while others speak. */
export class Announcer {
  readonly #clock: Clock;
  readonly #level: () => AnnounceLevel;
  #listener: Listener | undefined;
  #waiting: readonly Announcement[] = [];
  #lastAt = -Infinity;
  #stopTimer: (() => void) | undefined;

  constructor(clock: Clock, level: () => AnnounceLevel) {
    this.#clock = clock;
    this.#level = level;
  }

  /** Sends everything to these regions from now on. The answer ends it. */
  listen(listener: Listener): () => void {
    this.#listener = listener;
    this.#speakWhenDue();
    return () => {
      this.#listener = undefined;
      this.#stopTimer?.();
      this.#stopTimer = undefined;
    };
  }

  /** Reads it out when its turn comes, if the reader wants to hear this much. */
  announce(announcement: Announcement): void {
    if (!spoken[this.#level()].includes(announcement.weight)) return;
    const { about } = announcement;
    const others = this.#waiting.filter((other) => about === undefined || other.about !== about);
    this.#waiting = [...others, announcement];
    this.#speakWhenDue();
  }

  /**
   * Interrupts. Only for: changes that are not being saved, the table that was closed, being removed
   * from the table.
   */
  alert(text: string): void {
    this.#listener?.alert(text);
  }

  #speakWhenDue(): void {
    if (this.#listener === undefined || this.#stopTimer !== undefined) return;
    if (this.#waiting.length === 0) return;
    const waitMs = this.#lastAt + pauseMs - this.#clock.now();
    if (waitMs <= 0) {
      this.#speak(this.#listener);
      return;
    }
    this.#stopTimer = this.#clock.after(waitMs, () => {
      this.#stopTimer = undefined;
      this.#speakWhenDue();
    });
  }

  #speak(listener: Listener): void {
    const wanted = this.#waiting.filter(({ weight }) => spoken[this.#level()].includes(weight));
    const [first] = [...wanted].sort((a, b) => rank(a) - rank(b));
    const now = wanted.filter((other) => other === first || isSamePerson(other, first));
    this.#waiting = wanted.filter((other) => !now.includes(other));
    if (now.length === 0) return;
    this.#lastAt = this.#clock.now();
    listener.status(now.map(({ text }) => text).join(' '));
    this.#speakWhenDue();
  }
}

function rank({ weight }: Announcement): number {
  return spoken.ALL.indexOf(weight);
}

function isSamePerson(one: Announcement, other: Announcement | undefined): boolean {
  return one.person !== undefined && one.person === other?.person;
}
