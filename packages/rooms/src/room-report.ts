import type { PersonId } from '@overlegtafel/domain';
import type { Refusal, RoomName } from '@overlegtafel/protocol';

/** What is worth a line in the server's log. Never holds content. */
export type RoomReport =
  /** A connection was ended because of what it sent. `detail` comes from a closed list. */
  | {
      readonly kind: 'refused';
      readonly room: RoomName;
      readonly person: PersonId;
      readonly reason: Refusal;
      readonly detail?: string;
    }
  /** A client id was seen for the first time; browsers need it to show who wrote what. */
  | {
      readonly kind: 'claimed';
      readonly room: RoomName;
      readonly person: PersonId;
      readonly clientId: number;
    }
  /** Saving is in trouble, or fine again. */
  | { readonly kind: 'saving'; readonly isSaving: boolean }
  /** Something that should work did not. The room goes on. */
  | {
      readonly kind: 'failed';
      readonly room: RoomName;
      readonly what: string;
      readonly error: unknown;
    };

export type Report = (report: RoomReport) => void;
