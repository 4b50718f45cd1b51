import { readId } from '@overlegtafel/domain';
import { meetingRoom, type RoomName } from '@overlegtafel/protocol';
import type * as Y from 'yjs';
import type { AgendaOrder } from '#lib/agenda/agenda-order.svelte.ts';
import type { Move } from '#lib/agenda/moves.ts';
import type { Announcer } from '#lib/announce/announcer.ts';
import { m } from '#lib/paraglide/messages.js';
import type { TableLive } from './table-live.svelte.ts';

/** The document of the meeting, opened to write the order of the agenda. */
export interface AgendaPaper {
  readonly doc: Y.Doc | undefined;
  untilSaved(): Promise<boolean>;
  close(): void;
}

export interface AgendaMoverParts {
  readonly table: Pick<TableLive, 'meeting' | 'may' | 'readAgain'>;
  readonly open: (room: RoomName) => Promise<AgendaPaper>;
  /** Reads a sentence out. */
  readonly say: (sentence: string) => void;
}

/** TW13: changes the order of the agenda from screens at the table. The document is opened with the first move. */
export class AgendaMover {
  readonly #parts: AgendaMoverParts;
  #opened: Promise<{ paper: AgendaPaper; order: AgendaOrder } | undefined> | undefined;
  #isClosed = false;

  constructor(parts: AgendaMoverParts) {
    this.#parts = parts;
  }

  /** Whether this person may change the order. */
  get mayMove(): boolean {
    return this.#parts.table.may('putOnAgenda') && this.#parts.table.meeting.room !== undefined;
  }

  move(item: string, to: Move): Promise<void> {
    return this.#change((order) => {
      order.move(item, to);
    });
  }

  /** Puts a case directly before or after another one. */
  place(item: string, side: 'BEFORE' | 'AFTER', other: string): Promise<void> {
    return this.#change((order) => {
      order.place(item, side, other);
    });
  }

  close(): void {
    this.#isClosed = true;
    void this.#opened?.then((opened) => {
      opened?.paper.close();
    });
  }

  async #change(change: (order: AgendaOrder) => void): Promise<void> {
    if (!this.mayMove) return;
    this.#opened ??= this.#open();
    const opened = await this.#opened;
    if (opened !== undefined) change(opened.order);
    const isKept = (await opened?.paper.untilSaved()) === true;
    if (isKept) this.#parts.table.readAgain();
    else this.#parts.say(m.table_agenda_not_moved());
    if (opened === undefined) this.#opened = undefined;
  }

  async #open() {
    const { table, open, say } = this.#parts;
    const meeting = readId('MeetingId', table.meeting.id, 'meeting');
    if (!meeting.ok) return undefined;
    const paper = await open(meetingRoom(meeting.value));
    const [{ AgendaOrder }, { SharedOrder }] = await Promise.all([
      import('#lib/agenda/agenda-order.svelte.ts'),
      import('#lib/agenda/shared-order.ts'),
    ]);
    // What others moved is read before it is changed.
    if (this.#isClosed || !(await paper.untilSaved()) || paper.doc === undefined) {
      paper.close();
      return undefined;
    }
    const shared = new SharedOrder(paper.doc);
    const order = new AgendaOrder({ shared: () => shared, agenda: () => table.meeting.items, say });
    return { paper, order };
  }
}

/** One for a screen of this table. */
export function agendaMover(table: TableLive, announcer: Pick<Announcer, 'announce'>): AgendaMover {
  return new AgendaMover({
    table,
    open: async (room) => {
      const { LiveDocument } = await import('#lib/document/live-document.svelte.ts');
      const paper = new LiveDocument();
      await paper.start(room, table.me.id);
      return paper;
    },
    say: (text) => {
      announcer.announce({ text, weight: 'OWN', about: 'agenda-order' });
    },
  });
}
