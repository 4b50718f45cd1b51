import type { AccessLine } from '@overlegtafel/usecases';
import { identityOf } from '../audit/heads.ts';
import type { Storage } from '../kit/orm.ts';
import type { RoomGateStore } from '../log/gate.ts';
import { destroying } from '../stores/destroying.ts';
import { aliveAmong } from './alive-among.ts';

/** What was destroyed before, held against what is in a database. */
export class StoredDestructions {
  readonly #storage: Storage;
  readonly #gate: RoomGateStore;

  constructor(storage: Storage, gate: RoomGateStore) {
    this.#storage = storage;
    this.#gate = gate;
  }

  /** Which database this is. */
  identity(): Promise<string> {
    return identityOf(this.#storage);
  }

  /** Which of these are there and can be read. */
  alive(things: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    return aliveAmong(this.#storage, things);
  }

  /** Destroys a thing that was destroyed before and is back, whatever holds it in what was put back. */
  async destroyAgain(thing: string, lines: readonly AccessLine[]): Promise<void> {
    const { write, form } = this.#storage;
    const { condition, statements } = await destroying(this.#storage, this.#gate, thing);
    await write.guarded([condition], statements, form.of(lines));
  }
}
