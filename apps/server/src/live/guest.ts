import type { PersonId } from '@overlegtafel/domain';
import type { LiveEvent, LiveEventName } from '@overlegtafel/protocol/live-events';
import type { Caller } from '@overlegtafel/usecases';

/** One connection of somebody to the live events. */
export interface Guest {
  readonly person: PersonId;
  /** For what is done in the person's name because the connection comes or goes. */
  readonly caller: () => Caller;
  readonly send: <N extends LiveEventName>(name: N, event: LiveEvent<N>) => void;
  /** Sends an event that has its number already. */
  readonly pass: (name: LiveEventName, event: unknown) => void;
}
