import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type { Happening } from '@overlegtafel/usecases';
import type { LiveEndpoint } from './live-endpoint.ts';

/** Carries what use cases and rooms tell to the live connections, once there are any. */
export class LiveWire {
  #end: LiveEndpoint | undefined;

  connect(end: LiveEndpoint): void {
    this.#end = end;
  }

  tell(happening: Happening): void {
    this.#end?.tell(happening);
  }

  wrote(room: RoomName): void {
    this.#end?.wrote(room);
  }

  claimed(room: RoomName, clientId: number, person: PersonId): void {
    this.#end?.claimed(room, clientId, person);
  }

  saving(isSaving: boolean): void {
    this.#end?.saving(isSaving);
  }
}
