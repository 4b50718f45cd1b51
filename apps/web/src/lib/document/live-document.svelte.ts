import type { RoomName } from '@overlegtafel/protocol';
import { untrack } from 'svelte';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { systemClock } from './clock.ts';
import type { DocumentState } from './document-state.ts';
import { isStill } from './is-still.ts';
import type { Keeping } from './keeping/page-keeper.ts';
import type { LostText, OpenDocument } from './open-document.ts';
import { presentPeople, type Present } from './present.ts';
import { calmMs, isFleeting, nextAnnouncement, type Announcement } from './saving/shown-state.ts';
import { ownPersonEvent } from '#lib/session/own-page.ts';
import { untilLoaded } from '#lib/page-parts/until-loaded.ts';

/** Who is back at this page, or was signed in again beside it, goes on. */
const waysBack = ['focus', ownPersonEvent] as const;
const savePatienceMs = 5_000;

/** A document that people write together, as a screen shows it. */
export class LiveDocument {
  /** Undefined while there is none: before it is loaded, and after it was refused. */
  doc = $state.raw<Y.Doc>();
  saving = $state.raw<DocumentState>({ kind: 'CONNECTING', count: 0 });
  announcement = $state.raw<Announcement>('OPENING');
  lost = $state.raw<readonly LostText[]>([]);
  present = $state.raw<readonly Present[]>([]);
  /** Belongs to the document: another one, another awareness. */
  awareness = $state.raw<Awareness>();
  #me = '';
  #open: OpenDocument | undefined;
  #isClosed = false;
  #isGuarding = false;
  #cancelCalm: (() => void) | undefined;
  #savedWaiters: readonly (() => void)[] = [];

  /**
   * Enters the room. Again is not possible: make a new one.
   *
   * @param me the signed-in person
   */
  async start(room: RoomName, me: string, keeping: Keeping = 'device'): Promise<void> {
    this.#me = me;
    const part = await untilLoaded(() => import('./collaboration.ts'), {
      clock: systemClock,
      isWanted: () => !this.#isClosed,
      failed: () => {
        this.#show({ kind: 'WAITING', count: 0 });
      },
    });
    const opened = part?.enterRoom({
      room,
      keeping,
      isSignedIn: () => isStill(this.#me),
      // A box that goes while the caret is in it tells so in the middle of drawing, where nothing may be set otherwise.
      changed: () => {
        untrack(() => {
          this.#look();
        });
      },
    });
    if (opened === undefined || this.#isClosed) return;
    this.#open = opened;
    for (const way of waysBack) addEventListener(way, this.#returned);
    await opened.open();
  }

  /**
   * Waits until the server has everything that was written here, so that what a command is about is there too. False
   * when that takes longer than people wait: then the command tells what is wrong.
   */
  untilSaved(): Promise<boolean> {
    if (this.#open === undefined || this.#open.state.kind === 'SAVED') return Promise.resolve(true);
    return new Promise((resolve) => {
      const cancel = systemClock.after(savePatienceMs, () => {
        this.#savedWaiters = this.#savedWaiters.filter((other) => other !== saved);
        resolve(false);
      });
      const saved = (): void => {
        cancel();
        resolve(true);
      };
      this.#savedWaiters = [...this.#savedWaiters, saved];
    });
  }

  /** The person has seen what was lost. */
  async goOn(): Promise<void> {
    await this.#open?.goOn();
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelCalm?.();
    this.#guard(false);
    for (const way of waysBack) removeEventListener(way, this.#returned);
    this.#open?.close();
  }

  readonly #returned = (): void => {
    this.#open?.comeBack();
  };

  #look(): void {
    if (this.#open === undefined || this.#isClosed) return;
    const { doc, state, lost, awareness } = this.#open;
    if (doc !== this.doc) {
      this.doc = doc;
      this.awareness = awareness;
    }
    this.lost = lost;
    if (state.kind === 'SAVED') this.#tellSaved();
    this.present = presentPeople(awareness?.getStates().values() ?? [], this.#me);
    this.#guard(this.#open.wouldLose);
    if (state.kind === 'SIGNED_OUT' && this.saving.kind !== 'SIGNED_OUT') void this.#askWhoIsIn();
    if (isFleeting(this.saving, state)) this.#showLater();
    else this.#show(state);
  }

  /** A session that ended because the same person signed in again is no end. */
  async #askWhoIsIn(): Promise<void> {
    if (await isStill(this.#me)) this.#open?.comeBack();
  }

  #tellSaved(): void {
    const waiters = this.#savedWaiters;
    this.#savedWaiters = [];
    for (const saved of waiters) saved();
  }

  #show(state: DocumentState): void {
    this.#cancelCalm?.();
    this.#cancelCalm = undefined;
    this.saving = state;
    this.announcement = nextAnnouncement(this.announcement, state);
  }

  #showLater(): void {
    this.#cancelCalm ??= systemClock.after(calmMs, () => {
      if (this.#open !== undefined) this.#show(this.#open.state);
    });
  }

  /** Asks before leaving while something is not saved. */
  #guard(isNeeded: boolean): void {
    if (isNeeded === this.#isGuarding) return;
    this.#isGuarding = isNeeded;
    if (isNeeded) addEventListener('beforeunload', stayHere);
    else removeEventListener('beforeunload', stayHere);
  }
}

function stayHere(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
