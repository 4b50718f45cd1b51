import { m } from '#lib/paraglide/messages.js';
import { Giving } from '#lib/table/giving.svelte.ts';
import type { TableLive } from '#lib/table/table-live.svelte.ts';

/** Closing the table as one screen shows it: whether it can be done, why not, and what came of it. */
export class ClosingTable {
  readonly giving: Giving;
  readonly #table: TableLive;

  constructor(table: TableLive) {
    this.#table = table;
    this.giving = new Giving(table);
  }

  get isBusy(): boolean {
    return this.giving.isBusy;
  }

  get count(): number {
    return this.#table.meeting.items.length;
  }

  /** Cases in which nothing is open any more. */
  get ready(): number {
    return this.#table.meeting.items.filter(({ openBlockers }) => openBlockers === 0).length;
  }

  /** Why the table cannot be closed now, in words; nothing when it can. */
  get reason(): string | undefined {
    const { meeting, connection } = this.#table;
    if (meeting.state === 'PREPARED') return m.close_reason_prepared();
    if (meeting.state === 'ADJOURNED') return m.close_reason_adjourned();
    if (!this.#table.may('closeMeeting')) return this.#askChair();
    if (meeting.blockers.length > 0) return m.close_reason_points();
    return connection === 'LOST' ? m.close_reason_offline() : undefined;
  }

  async close(): Promise<void> {
    if (this.reason !== undefined) return;
    await this.giving.give('closeMeeting', { params: this.#params });
  }

  async adjourn(reason: string): Promise<boolean> {
    const given = await this.giving.give('adjournMeeting', {
      params: this.#params,
      body: { reason },
    });
    return given !== undefined;
  }

  async resume(): Promise<void> {
    await this.giving.give('resumeMeeting', { params: this.#params });
  }

  get #params(): { readonly meeting: string } {
    return { meeting: this.#table.meeting.id };
  }

  #askChair(): string {
    const name = this.#table.chair?.name;
    return name === undefined ? m.close_reason_chair_unknown() : m.close_reason_chair({ name });
  }
}
