import {
  isId,
  type ItemField,
  type ItemId,
  may,
  type MeetingStateKind,
  type PersonId,
  type Permission,
  readId,
  type Reader,
  type TableField,
  type Verb,
} from '@overlegtafel/domain';
import type { LoggedEvent } from '../audit/purposes.ts';
import type { AccessLine } from '../audit/access-line.ts';
import { lineOf } from '../audit/line-of.ts';
import type { ItemDeedContent } from '../deeds/deed.ts';
import { type Outcome, type Refusal, done, refuse } from '../outcome/outcome.ts';
import type { Change, Guard } from '../ports/changes.ts';
import { askItem, type ItemScene, itemScene, seesItem } from '../scene/item-scene.ts';
import type { Caller, Happening, World } from '../world.ts';
import { onceFor } from './once-for.ts';

/** What a call names in its path, and its body as it came. */
export interface ItemInput {
  readonly item: string;
  readonly action?: string;
  readonly dissent?: string;
  readonly moment?: string;
  readonly person?: string;
  readonly body?: unknown;
}
export type ItemTarget = Pick<ItemInput, 'action' | 'dissent' | 'moment' | 'person'>;

/** What a command about one item is: the right that it needs, when it fits, what it takes, and what it decides. */
export interface ItemCommand<B> {
  /** The name in the access log, such as `accept-action`. */
  readonly event: LoggedEvent;
  /** What it is about, for the access log. */
  readonly field: ItemField | TableField;
  /** Nothing means that what was named is not there. */
  readonly ask: (scene: ItemScene, target: ItemTarget) => Permission | undefined;
  readonly meeting: readonly MeetingStateKind[];
  /** Why it does not fit now, or nothing when it does. */
  readonly hindrance?: (scene: ItemScene, target: ItemTarget) => string | undefined;
  /** False keeps it out of the calls that are offered to somebody, where rights and state do not say enough. */
  readonly isOffered?: (scene: ItemScene) => boolean;
  readonly read: Reader<B>;
  /** What is done, decided from what was read. */
  readonly decide: (doing: Deciding<B>) => Decided | Promise<Decided>;
  /**
   * True when what is written was made from what was read: then nothing may have changed in between. ONCE_CLOSED for
   * what only then writes a row beside its deeds: at the table many answer at once, and do not hinder each other.
   */
  readonly isExact?: boolean | 'ONCE_CLOSED';
  /** Told with the commit, to more than those who follow the meeting. */
  readonly tellAlso?: (scene: ItemScene) => Happening;
}

export interface Deciding<B> {
  readonly scene: ItemScene;
  readonly target: ItemTarget;
  readonly body: B;
  readonly world: World;
}

export type Decided =
  | {
      readonly kind: 'DO';
      readonly deeds: readonly ItemDeedContent[];
      readonly changes?: readonly Change[];
      /** Whose rights change with it, as far as that is known. */
      readonly changesRights?: boolean | { readonly of: PersonId };
      /** The id of what was made. */
      readonly made?: string;
      /** What was taken for deciding is given back, whatever comes of it. */
      readonly after?: () => Promise<void>;
    }
  | {
      readonly kind: 'REFUSE';
      readonly refusal: Refusal;
      readonly after?: () => Promise<void>;
    };

/** What a command gives back. */
export interface ItemDone {
  readonly revision: number;
  readonly id?: string;
}

export const anyMeeting: readonly MeetingStateKind[] = ['PREPARED', 'OPEN', 'ADJOURNED', 'CLOSED'];
export const beforeClosing: readonly MeetingStateKind[] = ['PREPARED', 'OPEN', 'ADJOURNED'];
export const whileOpen: readonly MeetingStateKind[] = ['OPEN'];

/** How often a command looks again when somebody was first, before it gives up. */
const attempts = 8;

/** The right to do this to a field, in one's own name where that is asked. */
export function mayOwn(verb: Verb, field: ItemField): (scene: ItemScene) => Permission {
  return (scene) => askItem(scene, verb, field, { kind: 'PERSON', person: scene.actor.person });
}

/** A right about the whole table, for somebody who sees the item. */
export function mayAtTable(verb: Verb, field: TableField): (scene: ItemScene) => Permission {
  return (scene) => {
    const sees = askItem(scene, 'READ', 'alias');
    if (sees.kind === 'REFUSED') return sees;
    return may(scene.actor, verb, { kind: 'TABLE', field, table: scene.item.table });
  };
}

export function not(refusal: Refusal): Decided {
  return { kind: 'REFUSE', refusal };
}
export function doing(
  deeds: readonly ItemDeedContent[],
  more: Omit<Extract<Decided, { readonly kind: 'DO' }>, 'kind' | 'deeds'> = {},
): Decided {
  return { kind: 'DO', deeds, ...more };
}

/** A command as it is called, with what decides whether somebody may give it now. */
export interface ItemCall {
  (input: ItemInput, caller: Caller, world: World): Promise<Outcome<ItemDone>>;
  readonly command: Pick<
    ItemCommand<unknown>,
    'event' | 'ask' | 'meeting' | 'hindrance' | 'isOffered'
  >;
}

export function itemCall<B>(command: ItemCommand<B>): ItemCall {
  const call = (input: ItemInput, caller: Caller, world: World) =>
    doToItem(input, command, caller, world);
  return Object.assign(call, { command });
}

/**
 * Does a command about one item: reads, asks, decides, and stores the deeds with their line of the access log in one
 * commit that also raises the revision of the meeting, so that a closing under way looks again. What is refused is
 * logged too.
 */
async function doToItem<B>(
  input: ItemInput,
  command: ItemCommand<B>,
  caller: Caller,
  world: World,
): Promise<Outcome<ItemDone>> {
  const id = readId('ItemId', input.item, 'item');
  for (let left = attempts; ; left -= 1) {
    const scene = id.ok ? await itemScene(id.value, caller, world) : undefined;
    if (!scene) return refuseMissing(input.item, command, caller, world);
    const outcome = await attempt({ scene, input, command }, caller, world);
    const hasMoved = outcome.kind === 'REFUSED' && outcome.refusal.kind === 'MOVED';
    if (!hasMoved || left === 1) return outcome;
  }
}

interface Attempt<B> {
  readonly scene: ItemScene;
  readonly input: ItemInput;
  readonly command: ItemCommand<B>;
}

async function attempt<B>(
  { scene, input, command }: Attempt<B>,
  caller: Caller,
  world: World,
): Promise<Outcome<ItemDone>> {
  const permission = command.ask(scene, input) ?? askItem(scene, 'READ', 'alias');
  const line = lineOf(subjectOf(command, scene.item.id, scene), permission, caller, world);
  if (permission.kind === 'REFUSED') {
    await world.ledger.record([line]);
    return refuse(refusalFor(scene, permission));
  }
  const decided = await decide({ scene, input, command }, world);
  try {
    if (decided.kind === 'DO') return await store({ scene, command, decided, line }, caller, world);
    await world.ledger.record([failed(line, decided.refusal)]);
    return refuse(decided.refusal);
  } finally {
    await decided.after?.();
  }
}

async function decide<B>({ scene, input, command }: Attempt<B>, world: World): Promise<Decided> {
  if (!command.ask(scene, input)) return not({ kind: 'NOT_THERE' });
  const { kind } = scene.meeting.state;
  if (!command.meeting.includes(kind)) return not({ kind: 'NOT_NOW', because: `MEETING_${kind}` });
  const because = command.hindrance?.(scene, input);
  if (because !== undefined) return not({ kind: 'NOT_NOW', because });
  const body = command.read(input.body, '');
  if (!body.ok) return not({ kind: 'MISTAKES', mistakes: body.mistakes });
  return command.decide({ scene, target: input, body: body.value, world });
}

function refusalFor(
  scene: ItemScene,
  { reason }: Extract<Permission, { readonly kind: 'REFUSED' }>,
): Refusal {
  return seesItem(scene) ? { kind: 'NOT_YOURS', reason } : { kind: 'NOT_THERE' };
}

function failed(line: AccessLine, { kind }: Refusal): AccessLine {
  return { ...line, result: 'FAILED', reason: kind };
}

async function refuseMissing(
  item: string,
  command: Pick<ItemCommand<never>, 'event' | 'field'>,
  caller: Caller,
  world: World,
) {
  const subject = subjectOf(command, isId(item) ? item : 'unreadable');
  const line = lineOf(subject, { kind: 'REFUSED', reason: 'OUT_OF_SCOPE' }, caller, world);
  await world.ledger.record([line]);
  return refuse({ kind: 'NOT_THERE' });
}

interface Storing<B> {
  readonly scene: ItemScene;
  readonly command: ItemCommand<B>;
  readonly decided: Extract<Decided, { readonly kind: 'DO' }>;
  readonly line: AccessLine;
}

async function store<B>(
  { scene, command, decided, line }: Storing<B>,
  caller: Caller,
  world: World,
): Promise<Outcome<ItemDone>> {
  const { item, meeting } = scene;
  const deeds = decided.deeds.map((content) => deedOf(content, scene.item.id, scene, world));
  const committed = await world.ledger.commit({
    guards: [guardOf(command, scene)],
    changes: [...(decided.changes ?? []), ...deeds],
    lines: [line],
    ...onceFor(caller, madeBy(decided)),
  });
  if (committed.kind === 'MOVED') return refuse({ kind: 'MOVED' });
  const revision = meeting.revision + 1;
  const about = { by: caller.person, meeting: meeting.id, item: item.id, revision };
  world.tell({ kind: 'DONE', what: command.event, ...about });
  if (command.tellAlso) world.tell(command.tellAlso(scene));
  tellRights(decided, world);
  return done({ revision, ...madeBy(decided) });
}

/** RM362: who is known is asked about alone, and nobody else waits for it. */
function tellRights({ changesRights = false }: Storing<never>['decided'], world: World): void {
  if (changesRights === false) return;
  if (changesRights === true) {
    world.rooms.rightsChanged();
    world.tell({ kind: 'RIGHTS' });
    return;
  }
  world.rooms.rightsChanged(changesRights.of);
  world.tell({ kind: 'RIGHTS', person: changesRights.of });
}

function madeBy({ made }: Storing<never>['decided']): { readonly id?: string } {
  return made === undefined ? {} : { id: made };
}

function guardOf<B>({ isExact, meeting: states }: ItemCommand<B>, { meeting }: ItemScene): Guard {
  const isClosed = meeting.state.kind === 'CLOSED';
  if (isExact === true || (isExact === 'ONCE_CLOSED' && isClosed))
    return { kind: 'MEETING_AT', meeting: meeting.id, revision: meeting.revision };
  // A meeting that closes in between has written its rows without this: then it has to be looked at again.
  const open = states.filter((state) => isClosed || state !== 'CLOSED');
  return { kind: 'MEETING_IS', meeting: meeting.id, states: open };
}

/** The deed of whoever asks, about this or another item of the meeting. */
export function deedOf(
  content: ItemDeedContent,
  item: ItemId,
  { actor, meeting }: ItemScene,
  { newId, now }: World,
): Change {
  const who = { by: actor.person, at: now(), meeting: meeting.id };
  return { add: 'itemDeed', row: { id: newId(), item, ...who, content } };
}

function subjectOf(
  { event, field }: Pick<ItemCommand<never>, 'event' | 'field'>,
  object: string,
  scene?: ItemScene,
) {
  const { table, caseId, id } = scene?.item ?? {};
  const about = table && caseId && id ? { about: { table, caseId, item: id } } : {};
  return { action: 'U', event, objectKind: 'item', object, ...about, fields: [field] } as const;
}
