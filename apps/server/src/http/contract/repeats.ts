import { createHash } from 'node:crypto';
import { readInstant } from '@overlegtafel/domain';
import type { KeptAnswers } from '@overlegtafel/usecases';
import { z } from 'zod';
import type { Reply } from './reply.ts';

/** What a repeated request is known by. */
export interface RepeatKey {
  readonly person: string;
  /** The `Idempotency-Key` as it was sent. */
  readonly key: string;
  /** Everything that was asked: a key stands for one request only. */
  readonly asked: string;
}

const kept = z.object({ of: z.string(), body: z.string().optional() });

/** What a key may look like; browsers send a random UUID. */
export const repeatKeyForm = /^[\x21-\x7e]{8,100}$/;

/** Answers the same request with the same answer, and does nothing twice. */
export class Repeats {
  readonly #kept: KeptAnswers;
  readonly #nowMs: () => number;
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(answers: KeptAnswers, nowMs: () => number) {
    this.#kept = answers;
    this.#nowMs = nowMs;
  }

  /**
   * The answer that this request got before, or what `make` makes of it. Only what was done is kept: what was
   * refused may be tried again under the same key. Undefined for a key that stands for another request.
   */
  async answer(repeat: RepeatKey, make: () => Promise<Reply>): Promise<Reply | undefined> {
    const name = `${repeat.person} ${repeat.key}`;
    // Whoever sends the same while the first is being done waits for it.
    while (this.#underWay.has(name)) await this.#underWay.get(name)?.catch(() => undefined);
    const answering = this.#answer(repeat, make);
    this.#underWay.set(name, answering);
    try {
      return await answering;
    } finally {
      this.#underWay.delete(name);
    }
  }

  async #answer(repeat: RepeatKey, make: () => Promise<Reply>): Promise<Reply | undefined> {
    const of = digest(repeat.asked);
    const key = digest(repeat.key);
    const before = await this.#kept.find(repeat.person, key);
    if (before) {
      const { of: stood, body } = kept.parse(JSON.parse(before.body));
      return stood === of ? { kind: 'BODY', status: before.status, body } : undefined;
    }
    const reply = await make();
    const at = readInstant(this.#nowMs(), 'now');
    if (reply.kind !== 'BODY' || !at.ok) return reply;
    const body = JSON.stringify({ of, body: reply.body });
    await this.#kept.keep(repeat.person, key, { status: reply.status, body, at: at.value });
    return reply;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
