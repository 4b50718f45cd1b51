import type { KeptAnswers } from '@overlegtafel/usecases';
import { and, eq, gt, lte } from 'drizzle-orm';
import { createSecretKey, type KeyObject } from 'node:crypto';
import { seal, unseal } from '../keys/sealed.ts';
import type { Storage } from '../kit/orm.ts';

/** How long the same call gets the same answer. */
const keptMs = 24 * 60 * 60 * 1000;

/** Answers to calls that may come twice. Each storing removes those that are too old. */
export class DatabaseKeptAnswers implements KeptAnswers {
  readonly #storage: Storage;
  readonly #key: KeyObject;
  readonly #now: () => number;

  constructor(storage: Storage, key: Buffer, now: () => number) {
    this.#storage = storage;
    this.#key = createSecretKey(key);
    this.#now = now;
  }

  async find(...[person, key]: Parameters<KeptAnswers['find']>): ReturnType<KeptAnswers['find']> {
    const { orm, tables } = this.#storage;
    const { keptAnswer } = tables;
    const isKept = gt(keptAnswer.at, new Date(this.#now() - keptMs));
    const [found] = await orm
      .select()
      .from(keptAnswer)
      .where(and(eq(keptAnswer.person, person), eq(keptAnswer.key, key), isKept));
    const body = found && unseal(this.#key, found.body, placeOf(person, key));
    return body && { status: found.status, body: body.toString() };
  }

  /** The first answer stays: whoever comes later gets that one. */
  async keep(...[person, key, answer]: Parameters<KeptAnswers['keep']>): Promise<void> {
    const { orm, tables, write } = this.#storage;
    const { keptAnswer } = tables;
    const { status, at } = answer;
    const body = seal(this.#key, Buffer.from(answer.body), placeOf(person, key));
    const row = { person, key, status, at: new Date(at), body };
    await write.atomically([
      orm.delete(keptAnswer).where(lte(keptAnswer.at, new Date(this.#now() - keptMs))),
      orm.insert(keptAnswer).values(row).onConflictDoNothing(),
    ]);
  }
}

function placeOf(person: string, key: string): string {
  return JSON.stringify(['kept-answer', person, key]);
}
