import type {
  ItemField,
  ItemId,
  MeetingStateKind,
  Owner,
  Permission,
  Verb,
} from '@overlegtafel/domain';
import type { AccessLine } from '../audit/access-line.ts';
import { lineOf } from '../audit/line-of.ts';
import type { ItemDeedContent } from '../deeds/deed.ts';
import { type Outcome, type Refusal, done, refuse } from '../outcome/outcome.ts';
import type { Change } from '../ports/changes.ts';
import { askItem, type ItemScene, itemScene, seesItem } from '../scene/item-scene.ts';
import type { Caller, World } from '../world.ts';

/** What a command about one item is: the right that it needs, when it fits, and what it decides. */
export interface ItemCommand {
  /** The name in the access log, such as `accept-action`. */
  readonly event: string;
  readonly verb: Verb;
  readonly field: ItemField;
  /** Whose it is, for what one does in one's own name only. Nothing means that this thing is not there. */
  readonly of?: (scene: ItemScene) => Owner | undefined;
  readonly meeting: readonly MeetingStateKind[];
  /** What is done, decided from what was read. Pure but for ids. */
  readonly decide: (scene: ItemScene) => Decided;
}

export type Decided =
  | {
      readonly kind: 'DO';
      readonly deeds: readonly ItemDeedContent[];
      readonly changes?: readonly Change[];
      /** True: somebody's rights change with it. */
      readonly changesRights?: boolean;
    }
  | { readonly kind: 'REFUSE'; readonly refusal: Refusal };

export const anyMeeting: readonly MeetingStateKind[] = ['PREPARED', 'OPEN', 'ADJOURNED', 'CLOSED'];
export const beforeClosing: readonly MeetingStateKind[] = ['PREPARED', 'OPEN', 'ADJOURNED'];

/**
 * Does a command about one item: reads, asks, decides, and stores the deeds with their line of the access log in one
 * commit that also raises the revision of the meeting, so that a closing under way looks again. What is refused is
 * logged too.
 */
export async function doToItem(
  id: ItemId,
  command: ItemCommand,
  caller: Caller,
  world: World,
): Promise<Outcome<{ readonly revision: number }>> {
  const scene = await itemScene(id, caller, world);
  if (!scene) return refuse({ kind: 'NOT_THERE' });
  const of = command.of?.(scene);
  const permission = askItem(scene, command.verb, command.field, of);
  const line = lineOf(subjectOf(command, scene), permission, caller, world);
  if (permission.kind === 'REFUSED') return refuseAndRecord(scene, permission, line, world);
  const decided = decide(command, scene);
  if (decided.kind === 'REFUSE') return refuse(decided.refusal);
  return store({ scene, command, decided, line }, caller, world);
}

function decide(command: ItemCommand, scene: ItemScene): Decided {
  const { kind } = scene.meeting.state;
  return command.meeting.includes(kind)
    ? command.decide(scene)
    : { kind: 'REFUSE', refusal: { kind: 'NOT_NOW', because: `MEETING_${kind}` } };
}

async function refuseAndRecord(
  scene: ItemScene,
  permission: Extract<Permission, { readonly kind: 'REFUSED' }>,
  line: AccessLine,
  { ledger }: World,
) {
  await ledger.record([line]);
  return refuse(
    seesItem(scene) ? { kind: 'NOT_YOURS', reason: permission.reason } : { kind: 'NOT_THERE' },
  );
}

async function store(
  doing: {
    readonly scene: ItemScene;
    readonly command: ItemCommand;
    readonly decided: Extract<Decided, { readonly kind: 'DO' }>;
    readonly line: AccessLine;
  },
  caller: Caller,
  world: World,
): Promise<Outcome<{ readonly revision: number }>> {
  const { scene, command, decided, line } = doing;
  const { item, meeting } = scene;
  const committed = await world.ledger.commit({
    guards: [{ kind: 'MEETING_IS', meeting: meeting.id, states: command.meeting }],
    changes: [
      ...(decided.changes ?? []),
      ...decided.deeds.map((content): Change => ({
        add: 'itemDeed',
        row: {
          id: world.newId(),
          item: item.id,
          meeting: meeting.id,
          by: caller.person,
          at: world.now(),
          content,
        },
      })),
    ],
    lines: [line],
  });
  if (committed.kind === 'MOVED') return refuse({ kind: 'MOVED' });
  const revision = meeting.revision + 1;
  world.tell({
    kind: 'DONE',
    what: command.event,
    by: caller.person,
    meeting: meeting.id,
    item: item.id,
    revision,
  });
  if (decided.changesRights) {
    world.rooms.rightsChanged();
    world.tell({ kind: 'RIGHTS' });
  }
  return done({ revision });
}

function subjectOf({ event, field }: ItemCommand, { item }: ItemScene) {
  return {
    action: 'U',
    event,
    objectKind: 'item',
    object: item.id,
    about: { table: item.table, caseId: item.caseId, item: item.id },
    fields: [field],
  } as const;
}
