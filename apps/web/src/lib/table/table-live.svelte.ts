import type { ApiCallName } from '@overlegtafel/protocol/api-paths';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import type { LiveEvent } from '@overlegtafel/protocol/live-events';
import { createContext } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { call, type ApiResult, type CallParts } from '#lib/api/call.ts';
import type { Clock } from '#lib/document/clock.ts';
import { isQuietEnd, type DocumentState } from '#lib/document/document-state.ts';
import type { LiveDocument } from '#lib/document/live-document.svelte.ts';
import { FreshAnswer, type ReadingEnd } from './fresh-answer.ts';
import type { LiveLine, LiveMessage, OpenLine } from './live-line.ts';
import { ShownItems, withAuthors } from './shown-items.ts';
import type {
  ItemAnswer,
  ItemSummary,
  Me,
  MeetingAnswer,
  PersonAnswer,
  TablePeople,
} from './table-answers.ts';

/** Something that somebody did in this meeting, without what it says. */
export type Done = LiveEvent<'done'> & {
  /** When this screen heard of it, in milliseconds since 1970. */
  readonly at: number;
};

/** How this screen is connected to what happens at the table. */
export type Connection = 'CONNECTING' | 'LIVE' | 'LOST' | 'SIGNED_OUT' | 'NOT_THERE';

/** As many changes as a screen remembers. */
const mostChanges = 200;

export interface TableParts {
  readonly me: Me;
  readonly table: TablePeople;
  readonly meeting: MeetingAnswer;
  readonly fetch: typeof globalThis.fetch;
  /** By the server: when something happened is shown. */
  readonly clock: Clock;
  readonly openLine: OpenLine;
}

/**
 * A meeting as one screen follows it: how it stands, who is there, and the items that are shown, each read again when
 * something happened to it. It never touches what people write.
 */
export class TableLive {
  meeting: MeetingAnswer;
  connection: Connection = $state('CONNECTING');
  present: readonly PersonAnswer[];
  /** What was done since this page was opened, by whomever, the last first. */
  changes = $state.raw<readonly Done[]>([]);
  /** Items that are shown, by id. */
  readonly items = new SvelteMap<string, ItemAnswer>();
  /** Items that were shown and that the reader may not see any more. */
  readonly gone = new SvelteSet<string>();
  /** The document on this page; undefined where there is none. */
  paper = $state.raw<Pick<LiveDocument, 'saving' | 'announcement' | 'lost'>>();
  /** Who else has the keyboard in the case on this page, by id. */
  writing = $state.raw<readonly string[]>([]);
  readonly me: Me;
  readonly table: TablePeople;
  #sending = $state(0);
  readonly #authors = new SvelteMap<string, ReadonlyMap<number, string>>();
  readonly #parts: TableParts;
  readonly #meetingAnswer: FreshAnswer;
  readonly #shown: ShownItems;
  #listeners: readonly ((done: Done) => void)[] = [];
  #line: LiveLine | undefined;
  #n: number | undefined;

  constructor(parts: TableParts) {
    this.#parts = parts;
    this.me = parts.me;
    this.table = parts.table;
    this.meeting = $state.raw(parts.meeting);
    this.present = $state.raw(parts.meeting.present);
    this.#meetingAnswer = new FreshAnswer(parts.clock, () => this.#readMeeting());
    this.#shown = new ShownItems(parts.clock, (id) => this.#readItem(id));
  }

  /** Begins to follow, in the browser. The answer ends it. */
  start(): () => void {
    this.#line = this.#parts.openLine(this.meeting.id, {
      after: () => this.#n,
      connected: (isThere) => {
        const wasLost = this.connection === 'LOST' || this.connection === 'SIGNED_OUT';
        this.connection = isThere ? 'LIVE' : 'NOT_THERE';
        // Of what changed meanwhile not everything is told again: rights are not.
        if (wasLost) this.readAgain();
      },
      lost: () => {
        if (this.connection !== 'SIGNED_OUT') this.connection = 'LOST';
      },
      told: (message) => {
        this.#told(message);
      },
    });
    return () => {
      this.#line?.close();
      this.#meetingAnswer.stop();
      this.#shown.stop();
    };
  }

  /** Keeps an item fresh as long as it is shown. The answer ends it. */
  show(item: ItemAnswer): () => void {
    this.items.set(item.id, item);
    const hide = this.#shown.show(item.id);
    // What was told between the making of the page and now was told to nobody here.
    if (this.connection === 'LIVE') this.#shown.ask(item.id);
    return hide;
  }

  /** What was written in an item changed: its answer may be another one. */
  wrote(item: string): void {
    this.#shown.ask(item);
  }

  /** Reads everything that is shown again. */
  readAgain(): void {
    this.#meetingAnswer.askNow();
    this.#shown.askNow();
  }

  /** Calls `then` with everything that others and I do from now on. The answer ends it. */
  onDone(then: (done: Done) => void): () => void {
    this.#listeners = [...this.#listeners, then];
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== then);
    };
  }

  /** Gives a command, and reads again what it changed. What went wrong is in the answer. */
  async give<N extends ApiCallName>(
    name: N,
    parts: CallParts<N> = {},
  ): Promise<ApiResult<ApiAnswer<N>>> {
    this.#sending += 1;
    const result = await call(this.#parts.fetch, name, parts);
    this.#sending -= 1;
    this.#meetingAnswer.askNow();
    const { item } = parts.params ?? {};
    if (item !== undefined) this.#shown.askNow(item);
    return result;
  }

  /** What was done last, by whomever. */
  get last(): Done | undefined {
    return this.changes[0];
  }

  /** How saving stands on this screen, for the header. */
  get saving(): DocumentState {
    if (this.connection === 'SIGNED_OUT') return { kind: 'SIGNED_OUT', count: 0 };
    const { paper } = this;
    if (paper !== undefined && paper.saving.kind !== 'SAVED' && !this.hasQuietEnd)
      return this.#asClosed(paper.saving);
    if (this.#sending > 0) return { kind: 'SAVING', count: this.#sending, isSlow: false };
    if (this.connection === 'LOST') return { kind: 'WAITING', count: 0 };
    return { kind: 'SAVED' };
  }

  /** Whether nothing of the table may be shown here any more: the session ended, or it is not for me. */
  get isShut(): boolean {
    return this.connection === 'SIGNED_OUT' || this.connection === 'NOT_THERE';
  }

  /** Whether the document on this page has ended with everything that was written here in it. */
  get hasQuietEnd(): boolean {
    const { paper } = this;
    return paper?.saving.kind === 'REFUSED' && isQuietEnd(paper.saving.reason, paper.lost);
  }

  /** Whether I may give this command about the meeting now. */
  may(name: ApiCallName): boolean {
    return this.meeting.mayDo.includes(name);
  }

  get isChair(): boolean {
    return this.meeting.chair === this.me.id;
  }

  /** The chair of the meeting, or who will be. */
  get chair(): PersonAnswer | undefined {
    return this.person(this.meeting.chair);
  }

  get isChairHere(): boolean {
    return this.present.some(({ id }) => id === this.meeting.chair);
  }

  isHere(person: string): boolean {
    return this.present.some(({ id }) => id === person);
  }

  /** Somebody of this table, as others see them. */
  person(id: string | undefined): PersonAnswer | undefined {
    return [...this.table.people, ...this.present].find((person) => person.id === id);
  }

  item(id: string | undefined): ItemSummary | undefined {
    return this.meeting.items.find((item) => item.id === id);
  }

  /** Who is behind a client id of a room, as the server told. */
  author(room: string, clientId: number): PersonAnswer | undefined {
    return this.person(this.#authors.get(room)?.get(clientId));
  }

  /** With the closing of a table nobody may write there any more: that it was closed is why. */
  #asClosed(saving: DocumentState): DocumentState {
    const isWhy = saving.kind === 'REFUSED' && saving.reason === 'NO_ACCESS';
    return isWhy && this.meeting.state === 'CLOSED'
      ? { kind: 'REFUSED', reason: 'CLOSED' }
      : saving;
  }

  #told(message: LiveMessage): void {
    const { name, event } = message;
    switch (name) {
      case 'authors':
        this.#authors.set(event.room, withAuthors(this.#authors.get(event.room), event.authors));
        return;
      case 'saving':
      case 'alert':
        return;
      case 'revoked':
        if (event.signedOut) this.connection = 'SIGNED_OUT';
        this.readAgain();
        return;
      case 'welcome':
      case 'presence':
      case 'done':
      case 'overview':
        this.#toldOfMeeting(message);
    }
  }

  #toldOfMeeting({
    name,
    event,
  }: Extract<LiveMessage, { readonly event: { readonly n: number } }>): void {
    const isNext = this.#n !== undefined && event.n === this.#n + 1;
    this.#n = event.n;
    if (!isNext && name !== 'welcome') this.readAgain();
    if (name === 'welcome') this.#welcome(event.revision);
    if (name === 'welcome' || name === 'presence') this.present = event.present;
    if (name === 'done') this.#done({ ...event, at: this.#parts.clock.now() });
    if (name === 'overview') this.#changed(event.item);
  }

  /** The page was read before the connection was there: what happened in between is caught up with. */
  #welcome(revision: number): void {
    if (revision !== this.meeting.revision) this.readAgain();
  }

  #done(done: Done): void {
    this.changes = [done, ...this.changes].slice(0, mostChanges);
    this.#changed(done.item);
    for (const listener of this.#listeners) listener(done);
  }

  #changed(item: string | undefined): void {
    this.#meetingAnswer.ask();
    this.#shown.ask(item);
  }

  async #readMeeting(): Promise<ReadingEnd> {
    const params = { meeting: this.meeting.id };
    const result = await call(this.#parts.fetch, 'meeting', { params });
    if (result.kind === 'DONE') {
      this.meeting = result.value;
      this.present = result.value.present;
      return 'READ';
    }
    this.#refused(result.problem.status);
    return endOf(result.problem.status);
  }

  async #readItem(id: string): Promise<ReadingEnd> {
    const result = await call(this.#parts.fetch, 'item', { params: { item: id } });
    const status = result.kind === 'DONE' ? 200 : result.problem.status;
    if (result.kind === 'DONE') this.items.set(id, result.value);
    if (status === 404 || status === 403) this.gone.add(id);
    else this.gone.delete(id);
    if (status === 401) this.connection = 'SIGNED_OUT';
    return endOf(status);
  }

  #refused(status: number): void {
    if (status === 401) this.connection = 'SIGNED_OUT';
    else if (status === 404 || status === 403) this.connection = 'NOT_THERE';
  }
}

/** No answer, too many at once, or trouble of the server: the next reading may succeed. */
function endOf(status: number): ReadingEnd {
  return status === 0 || status === 429 || status >= 500 ? 'FAILED' : 'READ';
}

export const [getTable, setTable] = createContext<TableLive>();
