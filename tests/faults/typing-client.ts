import { newDocument, writeItemRegister } from '@overlegtafel/documents';
import { triagePriorities } from '@overlegtafel/domain';
import { isFinal } from '@overlegtafel/protocol';
import { WebSocket } from 'ws';
import type * as Y from 'yjs';
import type { Random } from '../seeded-random.ts';
import { contentHash, editIn } from './content.ts';
import type { Recorder } from './recorder.ts';

/** Somebody of the practice table with a session. */
export interface Guest {
  readonly person: string;
  readonly cookie: string;
}

export interface Place {
  /** `ws://127.0.0.1:…/documents`, of the server or of a proxy before it. */
  readonly documentsUrl: string;
  readonly room: string;
  readonly guest: Guest;
  /** Tells the clients of one person apart. */
  readonly name: string;
  readonly recorder: Recorder;
  readonly random: Random;
}

const letters = 'etaoin shrdlu';
const share = { delete: 0.1, decide: 0.05 };

/**
 * One open page: it holds the document, types into it and writes down what it typed and what it saw
 * others type. How it talks to the server is up to its kind.
 */
export abstract class TypingClient {
  readonly doc: Y.Doc = newDocument('item', { gc: true });
  readonly place: Place;
  /** With which code the server ended the connection last. */
  closeCode: number | undefined;
  private caret = 0;

  protected constructor(place: Place) {
    this.place = place;
    this.doc.on('update', (update: Uint8Array, _origin, _doc, transaction: Y.Transaction) => {
      const { spans, deletes } = editIn(update);
      const { recorder, room, name: by } = place;
      if (transaction.local) {
        const { writer, n } = this.written(update);
        recorder.record({ kind: 'typed', room, writer, n, spans, deletes });
        this.sendWritten();
      } else if (spans.length > 0) {
        recorder.record({ kind: 'seen', room, by, spans, isCatchUp: !this.isSynced });
      }
    });
  }

  /** Whether it has had its first sync on the present connection. */
  abstract get isSynced(): boolean;
  /** Whether everything that it wrote is acknowledged, as far as it can know. */
  abstract get isSettled(): boolean;
  /** Whether the server ended the session for good: this page does not come back. */
  get isEnded(): boolean {
    return this.closeCode !== undefined && isFinal(this.closeCode);
  }

  /** Gone, as when the laptop is shut: it says nothing any more. */
  abstract vanish(): void;

  /** Cuts its connection and comes back by itself. */
  abstract reconnect(): void;

  /** Takes an update of its own; says under which number. */
  protected abstract written(update: Uint8Array): { writer: string; n: number };
  /** Sends what was taken. After it is recorded, so that no answer comes before its question. */
  protected abstract sendWritten(): void;

  get hash(): string {
    return contentHash(this.doc);
  }

  /** One edit, mostly a letter. */
  type(): void {
    const { random } = this.place;
    const text = this.doc.getText('scratch');
    if (random.chance(0.05)) this.caret = random.below(text.length + 1);
    const at = Math.min(this.caret, text.length);
    const what = random.next();
    if (what < share.delete && at > 0) {
      text.delete(at - 1, 1);
      this.caret = at - 1;
    } else if (what > 1 - share.decide) {
      writeItemRegister(this.doc, 'priority', random.pick(triagePriorities));
    } else {
      text.insert(at, letters.charAt(random.below(letters.length)));
      this.caret = at + 1;
    }
  }

  /** Writes words at once, for example words that must not be found anywhere. */
  write(words: string): void {
    const text = this.doc.getText('scratch');
    text.insert(text.length, words);
  }
}

/** A WebSocket of a browser that is signed in and shows a page of the server. */
export function socketAs({ guest, documentsUrl }: Place): new (url: string) => WebSocket {
  const origin = new URL(documentsUrl.replace(/^ws/, 'http')).origin;
  const options = { perMessageDeflate: false, headers: { cookie: guest.cookie, origin } };
  return class SignedInWebSocket extends WebSocket {
    constructor(url: string) {
      super(url, options);
    }
  };
}
