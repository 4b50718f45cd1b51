import type { Permission, PermissionGround, PersonId } from '@overlegtafel/domain';
import type { Caller, World } from '../world.ts';
import type { AccessAction, AccessLine, DocumentTransport } from './access-line.ts';
import { type LoggedEvent, purposeOfEvent } from './purposes.ts';

/** What a line is about. */
export interface LineSubject {
  readonly action: AccessAction;
  readonly event: LoggedEvent;
  readonly objectKind: string;
  readonly object: string;
  readonly about?: Pick<AccessLine, 'table' | 'caseId' | 'item'>;
  readonly fields?: readonly string[];
  readonly transport?: DocumentTransport;
}

/** The line for something that was allowed or refused. */
export function lineOf(
  subject: LineSubject,
  permission: Permission,
  caller: Caller,
  world: Pick<World, 'now' | 'newId'>,
): AccessLine {
  const { action, event, objectKind, object, about, fields, transport } = subject;
  const { person, origin, session, traceId } = caller;
  return {
    id: world.newId(),
    at: world.now(),
    action,
    event,
    objectKind,
    object,
    ...about,
    ...(fields === undefined ? {} : { fields }),
    ...(transport === undefined ? {} : { transport }),
    person,
    origin,
    ...(session === undefined ? {} : { session }),
    traceId,
    ...(permission.kind === 'ALLOWED'
      ? {
          result: 'ALLOWED',
          ...purposeOf(event, permission.ground),
          ...groundOf(permission.ground),
        }
      : {
          result: 'REFUSED',
          reason: permission.reason,
          isBreakGlass: false,
          purpose: purposeOfEvent[event],
        }),
  };
}

function purposeOf(event: LoggedEvent, { kind }: PermissionGround): Pick<AccessLine, 'purpose'> {
  return { purpose: kind === 'BREAK_GLASS' ? 'EMERGENCY' : purposeOfEvent[event] };
}

function groundOf(
  ground: PermissionGround,
): Pick<AccessLine, 'ground' | 'isBreakGlass' | 'role' | 'onBehalfOf'> {
  switch (ground.kind) {
    case 'ROLE':
      return {
        ground: `ROLE ${ground.scope}`,
        isBreakGlass: false,
        role: ground.role,
        ...onBehalf(ground.substituteFor),
      };
    case 'INVITATION':
      // What it is for is written by hand and says something about the case: it stands with the invitation.
      return {
        ground: `INVITATION ${ground.legalGround}`,
        isBreakGlass: false,
      };
    case 'BREAK_GLASS':
      return { ground: 'BREAK_GLASS', isBreakGlass: true };
  }
}

function onBehalf(person: PersonId | undefined): Pick<AccessLine, 'onBehalfOf'> {
  return person === undefined ? {} : { onBehalfOf: person };
}
