import type { Announcer } from '#lib/announce/announcer.ts';
import type { Clock } from '#lib/document/clock.ts';
import { unsavedCount, type DocumentState } from '#lib/document/document-state.ts';
import { m } from '#lib/paraglide/messages.js';
import { doneWords } from './done-words.ts';
import { shortAlias } from './short-alias.ts';
import type { Done, TableLive } from './table-live.svelte.ts';

const lookMs = 1_000;
/** A dropped connection is not a departure: the server uses the same minute. */
const chairGoneMs = 60_000;

/** What is read out at once, whatever else there is: nothing can be done here any more. */
const alerts: readonly string[] = ['close-meeting'];
/** What matters to everybody at the table. */
const important: readonly string[] = [
  'open-meeting',
  'adjourn-meeting',
  'resume-meeting',
  'take-chair',
  'bring-to-table',
  'close-item',
  'reveal',
  'agree-level',
  'confirm-decision',
];

export interface AtTableParts {
  readonly table: TableLive;
  readonly announcer: Pick<Announcer, 'announce' | 'alert'>;
  readonly clock: Clock;
  /** The item that this screen shows; nothing on other pages. */
  readonly shown: () => string | undefined;
  /** Whether somebody types on this screen: then nothing moves under their hands. */
  readonly isTyping: () => boolean;
  readonly show: (item: string) => Promise<void>;
}

/** Sitting at the table with others: following the chair, hearing what they do, and seeing that the chair is gone. */
export class AtTable {
  isFollowing = $state(false);
  /** Where the chair went while this screen shows something else. */
  movedTo = $state<string>();
  isChairGone = $state(false);
  /** Who took the chair over from me; until I have seen it. */
  chairTakenBy = $state<string>();
  /** Somebody wanted to go elsewhere while there was no connection. */
  isStaying = $state(false);
  readonly #parts: AtTableParts;
  #goneSince: number | undefined;
  #wasChair = false;

  constructor(parts: AtTableParts) {
    this.#parts = parts;
  }

  /** Begins, in the browser. The answer ends it. */
  start(): () => void {
    const { table, clock } = this.#parts;
    const stopHearing = table.onDone((done) => {
      this.#hear(done);
    });
    let stopLooking = (): void => undefined;
    const look = (): void => {
      this.#lookForChair();
      this.#lookForSuccessor();
      if (table.connection !== 'LOST') this.isStaying = false;
      stopLooking = clock.after(lookMs, look);
    };
    look();
    return () => {
      stopHearing();
      stopLooking();
    };
  }

  toggleFollowing(): void {
    this.isFollowing = !this.isFollowing;
    const text = this.isFollowing ? m.table_following() : m.table_not_following();
    this.#parts.announcer.announce({ text, weight: 'OWN', about: 'follow' });
    const { current } = this.#parts.table.meeting;
    if (this.isFollowing && current !== undefined) this.#chairIsAt(current);
  }

  /** Goes to where the chair is. */
  async goAlong(): Promise<void> {
    const { movedTo } = this;
    this.movedTo = undefined;
    if (movedTo !== undefined) await this.#parts.show(movedTo);
  }

  /** This screen shows another item now. */
  arrived(item: string | undefined): void {
    if (item === this.movedTo) this.movedTo = undefined;
  }

  /**
   * Whether this screen may go elsewhere now. Without a connection there is nothing elsewhere, and what is here would
   * be gone; with unsaved work it asks.
   */
  mayLeave(ask: () => boolean): boolean {
    const { table } = this.#parts;
    this.isStaying = table.connection === 'LOST';
    return !this.isStaying && (!hasTrouble(table.saving) || ask());
  }

  /** I have seen who chairs now. */
  sawSuccessor(): void {
    this.chairTakenBy = undefined;
  }

  #hear(done: Done): void {
    const { table } = this.#parts;
    const isMine = done.by === table.me.id;
    this.#say(done, isMine);
    if (done.what === 'bring-to-table' && !isMine && done.item !== undefined)
      this.#chairIsAt(done.item);
  }

  #say(done: Done, isMine: boolean): void {
    const { announcer, table } = this.#parts;
    const text = doneWords(done, table);
    if (!isMine && alerts.includes(done.what)) announcer.alert(text);
    else if (isMine) announcer.announce({ text, weight: 'OWN' });
    else if (done.what === 'bring-to-table')
      announcer.announce({
        text: this.#chairWords(done.item),
        weight: 'IMPORTANT',
        about: 'chair',
      });
    else {
      const weight = important.includes(done.what) ? 'IMPORTANT' : 'DETAIL';
      announcer.announce({ text, weight, person: done.by });
    }
  }

  #chairWords(item: string | undefined): string {
    const alias = this.#parts.table.item(item)?.alias;
    return m.table_chair_at({ item: alias === undefined ? m.table_a_case() : shortAlias(alias) });
  }

  #chairIsAt(item: string): void {
    const { shown, isTyping, show } = this.#parts;
    if (shown() === item) {
      this.movedTo = undefined;
      return;
    }
    if (this.isFollowing && !isTyping() && !hasTrouble(this.#parts.table.saving)) {
      this.movedTo = undefined;
      void show(item);
    } else this.movedTo = item;
  }

  #lookForChair(): void {
    const { table, clock } = this.#parts;
    const { state, chair } = table.meeting;
    const isAway = state === 'OPEN' && chair !== undefined && !table.isHere(chair);
    this.#goneSince = isAway ? (this.#goneSince ?? clock.now()) : undefined;
    const wasGone = this.isChairGone;
    this.isChairGone =
      this.#goneSince !== undefined && clock.now() - this.#goneSince >= chairGoneMs;
    // Who may take the chair is known to the server only.
    if (this.isChairGone && !wasGone) table.readAgain();
  }

  /** Whoever was away does not hear it happen: the chair that was is compared with the chair that is. */
  #lookForSuccessor(): void {
    const { table } = this.#parts;
    const { state, chair } = table.meeting;
    const isMine = chair === table.me.id;
    if (isMine) this.chairTakenBy = undefined;
    else if (this.#wasChair && state === 'OPEN') this.chairTakenBy = chair;
    this.#wasChair = isMine;
  }
}

/** What is being saved as usual is not worth a question. */
function hasTrouble(saving: DocumentState): boolean {
  return saving.kind !== 'SAVING' && unsavedCount(saving) > 0;
}
