import { schemaVersion } from '@overlegtafel/documents';
import { Outbox, type Refusal, type RoomName } from '@overlegtafel/protocol';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Clock } from './clock.ts';
import { bounded } from './keeping/bounded.ts';
import { DocumentProvider, keptOrigin } from './document-provider.ts';
import { canGoOn, saysWhere, unsavedCount, type DocumentState } from './document-state.ts';
import type { KeptCopy } from './keeping/kept-copy.ts';
import type { KeptRecord } from './keeping/kept-record.ts';
import type { OwnWriter, RoomKeeper } from './keeping/room-keeper.ts';
import { lostText } from './lost-text.ts';

/** Text that the server did not take. It stays until its author has seen it. */
export interface LostText {
  readonly reason: Refusal;
  readonly text: string;
}

export interface OpenDocumentParts {
  readonly room: RoomName;
  readonly address: string;
  readonly query?: DocumentQuery;
  /** @param moved where what is not saved stands may be another place now */
  readonly keeperOf: (moved: () => void) => RoomKeeper;
  readonly sockets: typeof WebSocket;
  readonly clock: Clock;
  readonly isSignedIn: () => Promise<boolean | undefined>;
  /** Something that is shown may be another one now: the document, its state, who is here, what was lost. */
  readonly changed: () => void;
}

/** What else the address of a room says. */
type DocumentQuery = Readonly<Record<string, string>>;

/** A Y.Doc and all that belongs to it. A refusal ends it. */
interface Life {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly outbox: Outbox;
  readonly provider: DocumentProvider;
  readonly copy: KeptCopy;
}

/** A room as one page has it, from its opening through drops, refusals and new sign-ins to its end. */
export class OpenDocument {
  readonly #parts: OpenDocumentParts;
  readonly #keeper: RoomKeeper;
  #life: Life | undefined;
  #lost: (LostText & { readonly writer: Uint8Array })[] = [];
  #isClosed = false;
  #wasLinked = false;
  /** How often it is being looked whether a tab that is gone left something. */
  #looks = 0;

  constructor(parts: OpenDocumentParts) {
    this.#parts = parts;
    this.#keeper = parts.keeperOf(parts.changed);
  }

  /** The document to read and write; undefined while there is none: before the opening, after a refusal. */
  get doc(): Y.Doc | undefined {
    return this.state.kind === 'REFUSED' ? undefined : this.#life?.doc;
  }

  get awareness(): Awareness | undefined {
    return this.#life?.awareness;
  }

  get state(): DocumentState {
    const life = this.#life;
    if (life === undefined) return { kind: 'CONNECTING', count: 0 };
    const state = life.provider.state();
    // Saved is not said before it is known that no closed tab left anything behind.
    if (state.kind === 'SAVED' && this.#looks > 0)
      return { kind: 'SAVING', count: 0, isSlow: false };
    const { place } = life.copy;
    if (place === 'UNSURE' || unsavedCount(state) === 0 || !saysWhere(state)) return state;
    return { ...state, place };
  }

  /** Whether closing this page would lose words that stand nowhere else. */
  get wouldLose(): boolean {
    const isRefused = this.#lost.some(({ text }) => text.trim() !== '');
    return unsavedCount(this.state) > 0 || (isRefused && this.#life?.copy.place !== 'DEVICE');
  }

  get lost(): readonly LostText[] {
    return this.#lost;
  }

  /** Takes up what earlier pages left, and goes to the server. */
  async open(): Promise<void> {
    const { own, left } = await this.#keeper.open();
    if (this.#isClosed) return;
    this.#begin(own);
    for (const record of left) this.#takeUp(record);
    this.#life?.provider.connect();
    this.#keeper.follow(this.#takeUp);
    await this.#look();
  }

  /** Tries again now: somebody is back at this page, or has signed in again. */
  comeBack(): void {
    if (this.state.kind === 'SIGNED_OUT') this.#life?.provider.connect();
  }

  /** The author has seen what was lost. Goes on with a fresh document where that makes sense. */
  async goOn(): Promise<void> {
    const keeper = this.#keeper;
    const { state } = this;
    const seen = this.#lost;
    this.#lost = [];
    if (state.kind === 'REFUSED' && canGoOn(state.reason)) {
      this.#end();
      const own = await keeper.fresh();
      if (this.#isClosed) return;
      this.#begin(own);
      this.#life?.provider.connect();
    }
    this.#parts.changed();
    await Promise.all(seen.map(({ writer }) => keeper.forget(writer)));
  }

  /** Leaves the room. What was not saved stays on this device. */
  close(): void {
    this.#isClosed = true;
    const copy = this.#life?.copy;
    this.#end();
    // Not before the device has it: another tab would take up something older.
    void copy?.settled().then(() => {
      this.#keeper.close();
    });
    if (copy === undefined) this.#keeper.close();
  }

  #begin({ kept, copy }: OwnWriter): void {
    const { room, address, query, sockets, clock, isSignedIn, changed } = this.#parts;
    const doc = new Y.Doc();
    const awareness = new Awareness(doc);
    const outbox = new Outbox(kept, {
      merge: (updates) => Y.mergeUpdates(updates),
      schemaVersion,
    });
    for (const { update } of kept.waiting) Y.applyUpdate(doc, update, keptOrigin);
    const provider = new DocumentProvider({
      ...{ room, address, query, sockets, clock, isSignedIn, doc, awareness, outbox },
      changed: () => {
        this.#keep();
      },
    });
    awareness.on('change', changed);
    this.#life = { doc, awareness, outbox, provider, copy };
    changed();
  }

  #end(): void {
    this.#life?.provider.destroy();
    this.#life?.doc.destroy();
    this.#life = undefined;
  }

  #keep(): void {
    const life = this.#life;
    if (life === undefined) return;
    const state = life.provider.state();
    this.#linked(state);
    const refused = state.kind === 'REFUSED' ? state.reason : undefined;
    if (refused !== undefined) this.#keepLost(life, refused);
    life.copy.keep({ outbox: life.outbox.kept(), refused });
    this.#parts.changed();
  }

  /** A server is back. It may have the key, and another tab may have been closed meanwhile. */
  #linked({ kind }: DocumentState): void {
    const isLinked = kind === 'SAVED' || kind === 'SAVING' || kind === 'TROUBLE';
    if (isLinked === this.#wasLinked) return;
    this.#wasLinked = isLinked;
    if (!isLinked) return;
    this.#keeper.askAgain();
    void this.#look();
  }

  async #look(): Promise<void> {
    this.#looks += 1;
    try {
      await bounded(this.#keeper.look(this.#takeUp), this.#parts.clock, { otherwise: undefined });
    } finally {
      this.#looks -= 1;
      this.#parts.changed();
    }
  }

  #keepLost({ doc, outbox }: Life, reason: Refusal): void {
    const { writer } = outbox;
    if (this.#lost.some((known) => known.writer === writer)) return;
    this.#lost = [...this.#lost, { reason, text: lostText(doc, outbox.lost()), writer }];
  }

  /** What another writer left: shown when it was refused, otherwise brought to the server from here. */
  readonly #takeUp = ({ outbox: { writer, waiting }, refused }: KeptRecord): void => {
    const life = this.#life;
    // Nothing can be brought on from a document that was refused: it is found again for the next.
    if (life === undefined || this.doc === undefined) {
      this.#keeper.leave(writer);
      return;
    }
    const updates = waiting.map(({ update }) => update);
    if (refused !== undefined) {
      this.#lost = [...this.#lost, { reason: refused, text: lostText(life.doc, updates), writer }];
      this.#parts.changed();
      return;
    }
    for (const update of updates) life.provider.takeOver(update);
    void life.copy.settled().then((isKept) => {
      if (isKept) void this.#keeper.forget(writer);
    });
  };
}
