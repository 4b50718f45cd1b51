import type { RoomName } from '@overlegtafel/protocol';
import type { Hold, HoldOutcome, NewRoom, RoomGate } from '@overlegtafel/rooms';
import { and, desc, eq, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { CaseKeys } from '../keys/case-keys.ts';
import type { Storage } from '../kit/orm.ts';
import type { Statement } from '../kit/statement.ts';
import { forgetCase } from '../stores/forget-case.ts';
import { chainStart } from './chain.ts';

/** A room with the case whose key seals it. Without a case it has a key of its own. */
export interface NewCaseRoom extends NewRoom {
  readonly caseId?: string;
}

/** Holds, closes and destroys rooms, on both dialects: every step is one guarded write. */
export class RoomGateStore implements RoomGate {
  readonly #storage: Storage;
  readonly #keys: CaseKeys;
  readonly #tell: (rooms: readonly RoomName[]) => void;

  constructor(storage: Storage, keys: CaseKeys, tell: (rooms: readonly RoomName[]) => void) {
    this.#storage = storage;
    this.#keys = keys;
    this.#tell = tell;
  }

  async create(rooms: readonly NewCaseRoom[]): Promise<void> {
    if (rooms.length === 0) return;
    const cases = [...new Set(rooms.map(caseOf))];
    const newKeys = (await Promise.all(cases.map((id) => this.#newKey(id)))).flat();
    const { orm, tables, write } = this.#storage;
    const rows = inOrder(rooms, ({ room }) => room).map((room) => ({
      id: room.room,
      caseId: caseOf(room),
      state: 'open',
      head: 0,
      headHash: chainStart,
      epoch: 1,
      schemaVersion: room.schemaVersion,
    }));
    await write.atomically([
      ...newKeys,
      orm.insert(tables.room).values(rows).onConflictDoNothing(),
    ]);
  }

  async hold(rooms: readonly RoomName[], hold: Hold): Promise<HoldOutcome> {
    const ordered = inOrder(rooms, (room) => room);
    const { write } = this.#storage;
    const guarded = await write.guarded(
      ordered.map((room) => this.#holdOne(room, hold)),
      [],
    );
    if (guarded.kind === 'refused')
      return this.#whyRefused(ordered[guarded.condition] ?? ordered[0]);
    const head = (i: number) => Number(guarded.matched[i]?.[0]?.['head']);
    const heads = ordered.map((room, i): [RoomName, number] => [room, head(i)]);
    return { kind: 'held', heads: new Map(heads) };
  }

  async release(rooms: readonly RoomName[], holder: string): Promise<void> {
    const { orm, tables, write } = this.#storage;
    const { room } = tables;
    await write.atomically(
      inOrder(rooms, (name) => name).map((name) =>
        orm
          .update(room)
          .set({ holder: null, heldUntil: null })
          .where(and(eq(room.id, name), eq(room.holder, holder))),
      ),
    );
    this.#tell(rooms);
  }

  async close(heads: ReadonlyMap<RoomName, number>, holder: string): Promise<boolean> {
    const guarded = await this.#storage.write.guarded(this.closing(heads, holder), []);
    if (guarded.kind === 'done') this.#tell([...heads.keys()]);
    return guarded.kind === 'done';
  }

  /**
   * The conditions that close rooms, for whoever closes a meeting: put before its own statements in
   * one guarded write, the rooms and the record close together or not at all.
   */
  closing(heads: ReadonlyMap<RoomName, number>, holder: string): Statement[] {
    const { orm, tables } = this.#storage;
    const { room } = tables;
    return inOrder([...heads], ([name]) => name).map(([name, head]) =>
      orm
        .update(room)
        .set({ state: 'closed', holder: null, heldUntil: null })
        .where(
          and(
            eq(room.id, name),
            eq(room.state, 'open'),
            eq(room.holder, holder),
            eq(room.head, head),
          ),
        )
        .returning({ id: room.id }),
    );
  }

  async raiseVersion(name: RoomName, from: number, to: number): Promise<boolean> {
    const { orm, tables, write } = this.#storage;
    const { room } = tables;
    const raised = orm
      .update(room)
      .set({ schemaVersion: to, epoch: sql`${room.epoch} + 1` })
      .where(and(eq(room.id, name), eq(room.schemaVersion, from)))
      .returning({ id: room.id });
    const guarded = await write.guarded([raised], []);
    if (guarded.kind === 'done') this.#tell([name]);
    return guarded.kind === 'done';
  }

  async destroy(rooms: readonly RoomName[]): Promise<void> {
    const all = inOrder(rooms, (room) => room).map((name) => this.destroying(name));
    await this.#storage.write.atomically(
      all.flatMap(({ condition, statements }) => [condition, ...statements]),
    );
    this.#tell(rooms);
  }

  /**
   * Destroys the keys of a case, of its reporters and its secret addresses: what was sealed with them is gone and is
   * found by no search; its chains can still be checked.
   */
  async destroyCaseKeys(caseId: string): Promise<void> {
    const rest = await forgetCase(this.#storage, caseId);
    await this.#storage.write.atomically([this.#forgetKeys(caseId), ...rest]);
  }

  #holdOne(name: RoomName, { holder, nowMs, untilMs }: Hold): Statement {
    const { room } = this.#storage.tables;
    const isFree = or(isNull(room.heldUntil), lte(room.heldUntil, new Date(nowMs)));
    return this.#storage.orm
      .update(room)
      .set({ holder, heldUntil: new Date(untilMs) })
      .where(and(eq(room.id, name), eq(room.state, 'open'), isFree))
      .returning({ head: room.head });
  }

  async #whyRefused(name: RoomName | undefined): Promise<HoldOutcome> {
    if (name === undefined) throw new Error('a hold of no rooms was refused');
    const { orm, tables } = this.#storage;
    const { room } = tables;
    const [found] = await orm.select({ state: room.state }).from(room).where(eq(room.id, name));
    if (!found) return { kind: 'refused', room: name, why: 'gone' };
    return { kind: 'refused', room: name, why: found.state === 'closed' ? 'closed' : 'held' };
  }

  /**
   * What destroys a room in one guarded write. Closing it, as long as `free` holds, makes an append that is under way
   * wait or stop; then the permit lets the rows go.
   */
  destroying(
    name: string,
    free?: SQL,
  ): { readonly condition: Statement; readonly statements: readonly Statement[] } {
    const { orm, tables } = this.#storage;
    const { room, roomUpdate, roomSnapshot, clientClaim, purgePermit } = tables;
    const statements = [
      orm.insert(purgePermit).values({ room: name }).onConflictDoNothing(),
      orm.delete(roomUpdate).where(eq(roomUpdate.room, name)),
      orm.delete(roomSnapshot).where(eq(roomSnapshot.room, name)),
      orm.delete(clientClaim).where(eq(clientClaim.room, name)),
      orm.delete(room).where(eq(room.id, name)),
      orm.delete(purgePermit).where(eq(purgePermit.room, name)),
      this.#forgetKeys(name),
    ];
    const closing = orm.update(room).set({ state: 'closed' });
    const condition = closing.where(and(eq(room.id, name), free)).returning({ id: room.id });
    return { condition, statements };
  }

  #forgetKeys(caseId: string): Statement {
    const { caseKey } = this.#storage.tables;
    return this.#storage.orm
      .update(caseKey)
      .set({ wrapped: null })
      .where(eq(caseKey.caseId, caseId));
  }

  /** A key for a case that has none in use. Of two that are made at once, one is not stored. */
  async #newKey(caseId: string): Promise<Statement[]> {
    const { orm, tables } = this.#storage;
    const { caseKey } = tables;
    const [last] = await orm
      .select()
      .from(caseKey)
      .where(eq(caseKey.caseId, caseId))
      .orderBy(desc(caseKey.number))
      .limit(1);
    if (last?.wrapped) return [];
    const key = { caseId, number: (last?.number ?? 0) + 1, wrapped: this.#keys.make(caseId) };
    return [orm.insert(caseKey).values(key).onConflictDoNothing()];
  }
}

/** Locks are taken in one order by everybody, so that two who want the same rooms never wait for each other. */
function inOrder<T>(things: readonly T[], name: (thing: T) => string): T[] {
  return things.toSorted((a, b) => (name(a) < name(b) ? -1 : 1));
}

function caseOf({ room, caseId }: NewCaseRoom): string {
  return caseId ?? room;
}
