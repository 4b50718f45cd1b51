import type { TriagePriority } from '@overlegtafel/domain';
import { parseRoomName } from '@overlegtafel/protocol';
import { systemClock } from '#lib/document/clock.ts';
import { LiveDocument } from '#lib/document/live-document.svelte.ts';
import { untilLoaded } from '#lib/page-parts/until-loaded.ts';

/** How writing went. `LATE`: it is kept here, and the server does not have it yet. */
export type Written = 'SAVED' | 'REFUSED' | 'LATE';

/** Writes priorities into the documents of cases, each opened when it is needed first. */
export class PriorityWriter {
  readonly #me: string;
  readonly #papers = new Map<string, LiveDocument>();

  /** @param me the signed-in person */
  constructor(me: string) {
    this.#me = me;
  }

  /** Undefined takes a choice back. What others chose at the same time is read before it is written. */
  async write(room: string, priority: TriagePriority | undefined): Promise<Written> {
    const paper = await this.#open(room);
    if (paper === undefined) return 'REFUSED';
    if (!(await paper.untilSaved())) return this.#failed(room, paper);
    const part = await untilLoaded(() => import('./write-priority.ts'), {
      clock: systemClock,
      isWanted: () => this.#papers.get(room) === paper,
    });
    const { doc } = paper;
    if (doc === undefined || part === undefined) return this.#failed(room, paper);
    part.writePriority(doc, priority);
    return (await paper.untilSaved()) ? 'SAVED' : this.#failed(room, paper);
  }

  close(): void {
    for (const paper of this.#papers.values()) paper.close();
    this.#papers.clear();
  }

  async #open(room: string): Promise<LiveDocument | undefined> {
    const known = this.#papers.get(room);
    if (known !== undefined) return known;
    const name = parseRoomName(room);
    if (name?.kind !== 'item') return undefined;
    const paper = new LiveDocument();
    this.#papers.set(room, paper);
    await paper.start(`item:${name.item}`, this.#me);
    return paper;
  }

  #failed(room: string, paper: LiveDocument): Written {
    if (paper.saving.kind !== 'REFUSED') return 'LATE';
    paper.close();
    this.#papers.delete(room);
    return 'REFUSED';
  }
}
