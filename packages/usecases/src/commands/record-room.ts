import type { Permission, RefusalReason } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type { DocumentTransport } from '../audit/access-line.ts';
import { lineOf } from '../audit/line-of.ts';
import type { RoomAccess } from '../queries/room-access.ts';
import type { Caller, World } from '../world.ts';

/** Somebody at the door of a document: which, and by which way they came. */
export interface RoomVisit {
  /** Absent for what is no name of a room. */
  readonly room?: RoomName;
  readonly transport: DocumentTransport;
}

/** What happens at that door and has to be on the record. */
export type RoomStep =
  /** AU104: about to be shown the document. */
  | { readonly kind: 'ENTERS' }
  /** AU107: the first change of theirs is about to be stored. */
  | { readonly kind: 'WRITES' }
  /** AU108: turned away at the door, or with what they wrote. */
  | { readonly kind: 'TURNED_AWAY'; readonly from: 'ENTERS' | 'WRITES' };

const events = {
  ENTERS: { action: 'R', event: 'enter-room' },
  WRITES: { action: 'U', event: 'write-room' },
} as const;

/** Puts a step of somebody in a document on the record. What it is about may be shown or stored once it resolved. */
export async function recordRoom(
  step: RoomStep,
  { room, transport, access }: RoomVisit & { readonly access: RoomAccess },
  caller: Caller,
  world: Pick<World, 'ledger' | 'now' | 'newId'>,
): Promise<void> {
  const what = step.kind === 'TURNED_AWAY' ? step.from : step.kind;
  const { reading, writing, about } = access;
  const asked = what === 'ENTERS' ? reading : writing;
  const permission = step.kind === 'TURNED_AWAY' ? refusalOf(asked, what) : asked;
  const object = room ?? 'unreadable';
  const subject = { ...events[what], objectKind: 'room', object, about, transport };
  await world.ledger.record([lineOf(subject, permission, caller, world)]);
}

/** Who may, and is turned away all the same, asked for what is gone, or wrote with the client id of somebody else. */
function refusalOf(asked: Permission, what: keyof typeof events): Permission {
  if (asked.kind === 'REFUSED') return asked;
  const reason: RefusalReason = what === 'ENTERS' ? 'OUT_OF_SCOPE' : 'NOT_IN_OWN_NAME';
  return { kind: 'REFUSED', reason };
}
