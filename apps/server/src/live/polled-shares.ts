import type { IncomingMessage } from 'node:http';
import type { PersonId } from '@overlegtafel/domain';
import { documentLimits } from '@overlegtafel/protocol';

/** A connection that was let in and never came is forgotten after this. */
const comesWithinMs = 10_000;

/** LV340: how many live connections each person has here. Each holds memory and is looked at every second. */
export class PolledShares {
  readonly #most: number;
  readonly #held = new Map<PersonId, Set<IncomingMessage>>();
  readonly #coming = new Map<IncomingMessage, { person: PersonId; forget: NodeJS.Timeout }>();

  constructor(most: number = documentLimits.connectionsPerPerson) {
    this.#most = most;
  }

  /** Whether one more may begin; it is counted from now on. */
  mayBegin(request: IncomingMessage, person: PersonId): boolean {
    const held = this.#held.get(person) ?? new Set();
    if (held.size >= this.#most) return false;
    held.add(request);
    this.#held.set(person, held);
    const forget = setTimeout(() => {
      this.#ended(request, person);
    }, comesWithinMs).unref();
    this.#coming.set(request, { person, forget });
    return true;
  }

  /** It is there: from now on it counts until it has ended. */
  began(request: IncomingMessage, onEnd: (ended: () => void) => void): void {
    const coming = this.#coming.get(request);
    if (!coming) return;
    clearTimeout(coming.forget);
    this.#coming.delete(request);
    onEnd(() => {
      this.#ended(request, coming.person);
    });
  }

  #ended(request: IncomingMessage, person: PersonId): void {
    this.#coming.delete(request);
    const held = this.#held.get(person);
    held?.delete(request);
    if (held?.size === 0) this.#held.delete(person);
  }
}
