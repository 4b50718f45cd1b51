import type { Instant } from '@overlegtafel/domain';
import {
  type Claim,
  type Claimed,
  claimTimes,
  type KeptAnswers,
  type Once,
} from '@overlegtafel/usecases';
import { and, eq, inArray, lte, type SQL } from 'drizzle-orm';
import { createSecretKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { seal, unseal } from '../keys/sealed.ts';
import type { Storage } from '../kit/orm.ts';
import type { Statement } from '../kit/statement.ts';

const sealedBody = z.object({ of: z.string(), body: z.string().optional() });
/** How often a key may be taken and given back between two looks at it. */
const mostLooks = 5;

/**
 * Answers to calls that may come twice, one row for each key of a person. Who inserts the row, or takes it over from
 * somebody whose lease has ended before anything was stored, does the call. Clocks decide only when somebody tries: a
 * commit under a claim that was taken over stores nothing, so it is never done twice.
 */
export class DatabaseKeptAnswers implements KeptAnswers {
  readonly #storage: Storage;
  readonly #key: KeyObject;
  readonly #now: () => number;

  constructor(storage: Storage, key: Buffer, now: () => number) {
    this.#storage = storage;
    this.#key = createSecretKey(key);
    this.#now = now;
  }

  async claim(claim: Claim): Promise<Claimed> {
    for (let looks = 0; looks < mostLooks; looks += 1) {
      const taken = await this.#storage.write.guarded([this.#taking(claim)], []);
      const claimed = taken.kind === 'done' ? mine : await this.#found(claim);
      if (claimed) return claimed;
    }
    return { kind: 'UNDER_WAY' };
  }

  async renew(claim: Claim): Promise<void> {
    const { orm, tables, write } = this.#storage;
    const renewed = orm.update(tables.keptAnswer).set(this.#lease()).where(this.#stands(claim));
    await write.atomically([renewed]);
  }

  async keep(claim: Claim, body: string | undefined): Promise<void> {
    const { orm, tables, write } = this.#storage;
    const { keptAnswer } = tables;
    const answered = { state: 'ANSWERED', body: this.#sealed(claim, body), claim: null };
    await write.atomically([orm.update(keptAnswer).set(answered).where(this.#stands(claim))]);
  }

  async forget(before: Instant): Promise<void> {
    const { orm, tables, write } = this.#storage;
    const { keptAnswer } = tables;
    await write.atomically([orm.delete(keptAnswer).where(lte(keptAnswer.at, new Date(before)))]);
  }

  async release(claim: Claim): Promise<void> {
    const { orm, tables, write } = this.#storage;
    const { keptAnswer } = tables;
    const isEmpty = and(this.#stands(claim), eq(keptAnswer.state, 'CLAIMED'));
    await write.atomically([orm.delete(keptAnswer).where(isEmpty)]);
  }

  /** A condition of a commit: it matches nothing when the claim was taken over. */
  standing({ claim, answer }: Once): Statement {
    const { orm, tables } = this.#storage;
    const { keptAnswer } = tables;
    const done = answer && {
      state: 'CONFIRMED',
      body: this.#sealed(claim, JSON.stringify(answer)),
    };
    return orm
      .update(keptAnswer)
      .set({ ...this.#lease(), ...done })
      .where(this.#stands(claim))
      .returning({ key: keptAnswer.key });
  }

  /** Makes the row, or takes it when nothing was done under it and its lease has ended. */
  #taking(claim: Claim): Statement {
    const { orm, tables } = this.#storage;
    const { keptAnswer } = tables;
    const { person, key, status, by } = claim;
    const set = {
      status,
      at: new Date(this.#now()),
      body: this.#sealed(claim, undefined),
      state: 'CLAIMED',
      claim: by,
      ...this.#lease(),
    };
    const isLeft = and(
      eq(keptAnswer.state, 'CLAIMED'),
      lte(keptAnswer.leaseUntil, new Date(this.#now())),
    );
    return orm
      .insert(keptAnswer)
      .values({ person, key, ...set })
      .onConflictDoUpdate({
        target: [keptAnswer.person, keptAnswer.key],
        set,
        ...(isLeft && { setWhere: isLeft }),
      })
      .returning({ key: keptAnswer.key });
  }

  /** What stands there instead; nothing when it was given back meanwhile. */
  async #found(asked: Claim): Promise<Claimed | undefined> {
    const { orm, tables } = this.#storage;
    const [row] = await orm.select().from(tables.keptAnswer).where(this.#at(asked));
    if (!row) return undefined;
    const opened = unseal(this.#key, row.body, placeOf(asked));
    if (!opened) throw new Error('a kept answer does not open');
    const { of, body } = sealedBody.parse(JSON.parse(opened.toString()));
    if (of !== asked.of) return { kind: 'OTHER_REQUEST' };
    const isLeft = (row.leaseUntil?.getTime() ?? 0) <= this.#now();
    if (row.state === 'CLAIMED' || (row.state === 'CONFIRMED' && !isLeft))
      return { kind: 'UNDER_WAY' };
    const { status } = row;
    return { kind: 'ANSWERED', answer: { status, ...(body === undefined ? {} : { body }) } };
  }

  #sealed(claim: Claim, body: string | undefined): Buffer {
    const { of } = claim;
    return seal(this.#key, Buffer.from(JSON.stringify({ of, body })), placeOf(claim));
  }

  #lease(): { readonly leaseUntil: Date } {
    return { leaseUntil: new Date(this.#now() + claimTimes.leaseMs) };
  }

  #at({ person, key }: Claim): SQL | undefined {
    const { keptAnswer } = this.#storage.tables;
    return and(eq(keptAnswer.person, person), eq(keptAnswer.key, key));
  }

  #stands(claim: Claim): SQL | undefined {
    const { keptAnswer } = this.#storage.tables;
    const isOpen = inArray(keptAnswer.state, ['CLAIMED', 'CONFIRMED']);
    return and(this.#at(claim), eq(keptAnswer.claim, claim.by), isOpen);
  }
}

const mine = { kind: 'MINE' } as const;

function placeOf({ person, key }: Claim): string {
  return JSON.stringify(['kept-answer', person, key]);
}
