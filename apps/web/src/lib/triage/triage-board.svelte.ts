import type { TriagePriority } from '@overlegtafel/domain';
import { SvelteMap } from 'svelte/reactivity';
import { priorityWords } from '#lib/look/level-words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ItemSummary, MeetingAnswer } from '#lib/table/table-answers.ts';
import type { Written } from './priority-writer.ts';
import { type Lane, laneOf, lanesOf } from './triage-lanes.ts';

export interface TriageParts {
  readonly meeting: () => MeetingAnswer;
  readonly write: (room: string, priority: TriagePriority | undefined) => Promise<Written>;
  /** Reads out what the reader just did. */
  readonly say: (sentence: string) => void;
}

interface LastMove {
  readonly item: string;
  readonly from: TriagePriority | undefined;
}

/** The cases of a meeting by priority. Dragging, the menu and the keys all come to `move`. */
export class TriageBoard {
  /** What came of the last move, for the line above the board. */
  sentence = $state('');
  isTrouble = $state(false);
  readonly #parts: TriageParts;
  readonly #moved = new SvelteMap<string, TriagePriority | undefined>();
  #last = $state.raw<LastMove>();

  constructor(parts: TriageParts) {
    this.#parts = parts;
  }

  get lanes(): readonly Lane[] {
    return lanesOf(this.#parts.meeting().items, this.#moved);
  }

  get canUndo(): boolean {
    return this.#last !== undefined;
  }

  /** Puts a case in a lane, at once on this screen, and takes that back when the server does not take it. */
  async move(id: string, priority: TriagePriority | undefined): Promise<void> {
    const item = this.#parts.meeting().items.find((each) => each.id === id);
    if (item === undefined || this.#stands(item, priority)) return;
    const from = laneOf(item, this.#moved);
    this.#last = { item: id, from };
    this.#moved.set(id, priority);
    this.#tell(this.#movedSentence(item, priority), false);
    const written = await this.#parts.write(item.room, priority);
    if (written !== 'SAVED') this.#notTaken(item, written);
  }

  async undo(): Promise<void> {
    const last = this.#last;
    if (last === undefined) return;
    await this.move(last.item, last.from);
    this.#last = undefined;
  }

  /** The server tells the same by now: what was chosen here need not be remembered. */
  settle(items: readonly ItemSummary[]): void {
    for (const item of items) {
      if (this.#moved.has(item.id) && this.#isTold(item)) this.#moved.delete(item.id);
    }
  }

  /** The case above or below this one in its lane. */
  neighbour(id: string, step: 1 | -1): string | undefined {
    const items = this.lanes.find((lane) => lane.items.some((each) => each.id === id))?.items ?? [];
    return items[items.findIndex((each) => each.id === id) + step]?.id;
  }

  #isTold(item: ItemSummary): boolean {
    const chosen = this.#moved.get(item.id);
    const { priority } = item;
    if (chosen === undefined) return priority.kind === 'EMPTY';
    return priority.kind === 'VALUE' && priority.value === chosen;
  }

  #stands(item: ItemSummary, priority: TriagePriority | undefined): boolean {
    const isDisputed = item.priority.kind === 'CONFLICT' && !this.#moved.has(item.id);
    return !isDisputed && laneOf(item, this.#moved) === priority;
  }

  #notTaken(item: ItemSummary, written: Exclude<Written, 'SAVED'>): void {
    if (written === 'REFUSED') {
      this.#moved.delete(item.id);
      this.#last = undefined;
      this.#tell(m.triage_refused({ item: item.alias }), true);
    } else this.#tell(m.triage_offline({ item: item.alias }), true);
  }

  #movedSentence({ id, alias }: ItemSummary, priority: TriagePriority | undefined): string {
    const items = this.lanes.find((lane) => lane.priority === priority)?.items ?? [];
    return m.triage_moved({
      item: alias,
      lane: laneWords(priority),
      place: items.findIndex((each) => each.id === id) + 1,
      count: items.length,
    });
  }

  #tell(sentence: string, isTrouble: boolean): void {
    this.sentence = sentence;
    this.isTrouble = isTrouble;
    this.#parts.say(sentence);
  }
}

/** A lane as people call it. */
export function laneWords(priority: TriagePriority | undefined): string {
  return priority === undefined ? m.triage_lane_none() : priorityWords(priority);
}
