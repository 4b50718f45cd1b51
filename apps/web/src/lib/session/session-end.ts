import { momentOfUtc } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import type { Clock } from '#lib/document/clock.ts';

/** How a session stands, for somebody who looks at a page. */
export type SessionEnd =
  | { readonly kind: 'FAR' }
  /** It ends at this moment (by the clock of the server, as everything the page says): unused, or because it lasted as long as it may. */
  | { readonly kind: 'NEAR'; readonly why: 'UNUSED' | 'WHOLE'; readonly atMs: number }
  | { readonly kind: 'ENDED' }
  /** Somebody else than the person of this page is signed in. */
  | { readonly kind: 'OTHER' };

/** What the server says of the session: when it ends, that it ended, that it is somebody else's, or nothing at all. */
export type Told = ApiAnswer<'session'> | 'SIGNED_OUT' | 'OTHER_PERSON' | 'NO_ANSWER';

export interface SessionEndParts {
  readonly clock: Clock;
  /** Asks without using the session. */
  readonly ask: () => Promise<Told>;
  /** Uses it, and asks. */
  readonly keep: () => Promise<Told>;
  readonly say: (end: SessionEnd) => void;
}

const minuteMs = 60_000;
/** SH40: enough to read a sentence and press a button (WCAG 2.2.1 asks for 20 seconds). */
const warnMs = 2 * minuteMs;
/** A page that just came was asked for a moment ago. */
const firstLookMs = minuteMs;
const askAgainMs = minuteMs / 2;
/** The longest that a timer of a browser can wait. */
const longestMs = 2 ** 31 - 1;

/** Follows when the session of this page ends, keeps it while somebody works, and warns when nobody does. */
export class SessionEndWatch {
  readonly #parts: SessionEndParts;
  #stopTimer: (() => void) | undefined;
  #keptAtMs: number;
  #end: SessionEnd = { kind: 'FAR' };
  #asked = 0;

  constructor(parts: SessionEndParts) {
    this.#parts = parts;
    this.#keptAtMs = parts.clock.now();
  }

  /** Begins; the answer ends it. */
  start(): () => void {
    this.#lookIn(firstLookMs);
    return () => {
      this.#asked += 1;
      this.#stopTimer?.();
    };
  }

  /** Somebody typed or pressed something here. */
  worked(): void {
    if (this.#parts.clock.now() - this.#keptAtMs >= minuteMs) void this.keep();
  }

  /** Somebody wants to stay, or came back to this page. */
  async keep(): Promise<void> {
    this.#keptAtMs = this.#parts.clock.now();
    await this.#hear(this.#parts.keep);
  }

  /** How it stands now, without using it. */
  look(): Promise<void> {
    return this.#hear(this.#parts.ask);
  }

  async #hear(from: () => Promise<Told>): Promise<void> {
    this.#asked += 1;
    const turn = this.#asked;
    const told = await from();
    if (turn !== this.#asked) return;
    if (told === 'NO_ANSWER') this.#lookIn(askAgainMs);
    else if (told === 'SIGNED_OUT') this.#become({ kind: 'ENDED' });
    else if (told === 'OTHER_PERSON') {
      this.#become({ kind: 'OTHER' });
      this.#lookIn(askAgainMs);
    } else this.#settle(told);
  }

  #settle({ asOf, idleEndsAt, endsAt }: ApiAnswer<'session'>): void {
    const unusedMs = momentOfUtc(idleEndsAt) - momentOfUtc(asOf);
    const wholeMs = momentOfUtc(endsAt) - momentOfUtc(asOf);
    const leftMs = Math.min(unusedMs, wholeMs);
    if (leftMs > warnMs) {
      this.#become({ kind: 'FAR' });
      this.#lookIn(leftMs - warnMs);
      return;
    }
    const why = wholeMs <= unusedMs ? 'WHOLE' : 'UNUSED';
    this.#become({ kind: 'NEAR', why, atMs: momentOfUtc(asOf) + leftMs });
    this.#lookIn(Math.max(leftMs, 0) + 1_000);
  }

  #become(end: SessionEnd): void {
    // Coming back to the page asks again; what is as it was is said once.
    if (end.kind === this.#end.kind && end.kind !== 'NEAR') return;
    this.#end = end;
    this.#parts.say(end);
  }

  #lookIn(ms: number): void {
    this.#stopTimer?.();
    this.#stopTimer = this.#parts.clock.after(Math.min(ms, longestMs), () => void this.look());
  }
}
