import type { ActionId } from '@overlegtafel/domain';
import type * as Y from 'yjs';
import type { Announcer } from '#lib/announce/announcer.ts';
import type { CaseDocument } from '#lib/case-sheet/case-document.svelte.ts';
import type { Clock } from '#lib/document/clock.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { actionWrites, type ActionWrites } from './written-actions.ts';
import { grownBy, sentencesOf, type Texts } from './written-text.ts';

const quietMs = 10_000;

export interface SummaryParts {
  readonly sheet: Pick<CaseDocument, 'doc' | 'reading'>;
  readonly announcer: Pick<Announcer, 'announce'>;
  readonly clock: Clock;
  /** Whether what the server had is there: what comes before that was not written now. */
  readonly isComplete: () => boolean;
  /** Who is behind a client id; undefined as long as the server did not say. */
  readonly personOf: (
    clientId: number,
  ) => { readonly id: string; readonly name: string } | undefined;
  /** The reader, who hears nothing of what they wrote on another screen. */
  readonly me: string;
}

/** What one client id wrote since it was quiet. */
interface Burst {
  readonly client: number;
  /** The texts as they stood before it began. */
  readonly before: Texts;
  readonly hasText: boolean;
  readonly actions: ReadonlySet<ActionId>;
  readonly lastAt: number;
}

/** Tells what others wrote in a case once they pause: how much, never what, and no single letter. */
export class WritingSummary {
  readonly #parts: SummaryParts;
  #texts: Texts;
  #actions: ActionWrites;
  #bursts: readonly Burst[] = [];
  #isComplete = false;
  #stopTimer: (() => void) | undefined;

  constructor(parts: SummaryParts) {
    this.#parts = parts;
    const { doc, reading } = parts.sheet;
    this.#texts = reading.richText;
    this.#actions = actionWrites(doc, reading.actions);
    this.#isComplete = parts.isComplete();
  }

  /** Begins to listen. The answer ends it. */
  start(): () => void {
    const { doc } = this.#parts.sheet;
    doc.on('afterTransaction', this.#changed);
    return () => {
      doc.off('afterTransaction', this.#changed);
      this.#stopTimer?.();
    };
  }

  readonly #changed = ({ local, changed }: Y.Transaction): void => {
    if (changed.size === 0) return;
    const { doc, reading } = this.#parts.sheet;
    const [texts, actions] = [this.#texts, this.#actions];
    this.#texts = reading.richText;
    this.#actions = actionWrites(doc, reading.actions);
    this.#isComplete ||= this.#parts.isComplete();
    if (local || !this.#isComplete) return;
    for (const client of grownBy(texts, this.#texts)) this.#wrote(client, texts);
    for (const [write, { client, id }] of this.#actions)
      if (!actions.has(write)) this.#wrote(client, texts, id);
  };

  #wrote(client: number, before: Texts, action?: ActionId): void {
    const burst = this.#bursts.find((other) => other.client === client);
    this.#bursts = [
      ...this.#bursts.filter((other) => other !== burst),
      {
        client,
        before: burst?.before ?? before,
        hasText: action === undefined || burst?.hasText === true,
        actions: new Set([...(burst?.actions ?? []), ...(action === undefined ? [] : [action])]),
        lastAt: this.#parts.clock.now(),
      },
    ];
    this.#wait();
  }

  #wait(): void {
    const [first] = this.#bursts.map(({ lastAt }) => lastAt).sort((a, b) => a - b);
    if (first === undefined || this.#stopTimer !== undefined) return;
    const { clock } = this.#parts;
    this.#stopTimer = clock.after(Math.max(1, first + quietMs - clock.now()), () => {
      this.#stopTimer = undefined;
      this.#tellQuiet();
      this.#wait();
    });
  }

  /** Of somebody with two screens both have to be quiet. */
  #tellQuiet(): void {
    const now = this.#parts.clock.now();
    const all = Map.groupBy(this.#bursts, ({ client }) => this.#personOf(client).id);
    for (const bursts of all.values()) {
      if (bursts.some(({ lastAt }) => now < lastAt + quietMs)) continue;
      this.#bursts = this.#bursts.filter((burst) => !bursts.includes(burst));
      this.#tell(bursts);
    }
  }

  #tell(bursts: readonly Burst[]): void {
    const [first] = bursts;
    if (first === undefined) return;
    const { id, name } = this.#personOf(first.client);
    if (id === this.#parts.me) return;
    const text = [this.#textWords(name, bursts), actionWords(name, bursts)].join(' ').trim();
    const about = `writing:${id}`;
    this.#parts.announcer.announce({ text, weight: 'DETAIL', person: id, about });
  }

  #textWords(name: string, bursts: readonly Burst[]): string {
    if (!bursts.some(({ hasText }) => hasText)) return '';
    const count = bursts
      .map(({ client, before }) => {
        const own = new Set([client]);
        return sentencesOf(this.#texts, own, getLocale()) - sentencesOf(before, own, getLocale());
      })
      .reduce((sum, added) => sum + Math.max(0, added), 0);
    if (count === 0) return m.table_wrote_on({ name });
    return count === 1 ? m.table_wrote_one({ name }) : m.table_wrote_many({ name, count });
  }

  #personOf(client: number): { readonly id: string; readonly name: string } {
    return this.#parts.personOf(client) ?? { id: `client:${client}`, name: m.sheet_somebody() };
  }
}

function actionWords(name: string, bursts: readonly Burst[]): string {
  const { size } = new Set(bursts.flatMap(({ actions }) => [...actions]));
  if (size === 0) return '';
  return size === 1 ? m.table_wrote_action({ name }) : m.table_wrote_actions({ name, count: size });
}
