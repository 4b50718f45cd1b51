import { type Acceptance, readNo, readYes, type Seen } from '@overlegtafel/domain';
import type { LoggedEvent } from '../audit/purposes.ts';
import type { ItemDeedContent } from '../deeds/deed.ts';
import {
  anyMeeting,
  beforeClosing,
  type Decided,
  doing,
  type ItemCommand,
  not,
  whileOpen,
} from './do-to-item.ts';
import { type FindGiven, hindranceIn, mayAsOwner, mayForOwner, seenRefusal } from './given.ts';
import { putAcceptance, putHold } from './left-rows.ts';

interface Answering {
  readonly event: LoggedEvent;
  readonly field: 'owner' | 'actions';
  readonly find: FindGiven;
}
interface Yes {
  readonly seen: Seen;
}
interface No extends Yes {
  readonly reason: string;
}

/** Yes, in the name of whoever was named: themselves, who stands in for them, or a colleague. */
export function yesTo({ event, field, find }: Answering): ItemCommand<Yes> {
  return {
    event,
    field,
    ask: mayAsOwner(find, 'ANSWER', field),
    meeting: anyMeeting,
    hindrance: hindranceIn(find),
    read: readYes,
    isExact: 'ONCE_CLOSED',
    decide: ({ scene, target, body: { seen }, world }) =>
      answer(find(scene, target), seen, (given) => {
        const accepted = { kind: 'ACCEPTED', of: given.of, seen } as const;
        const acceptance = {
          kind: 'ACCEPTED',
          by: scene.actor.person,
          at: world.now(),
          seen,
        } as const;
        const changes = putAcceptance(given.row, acceptance);
        const deeds = [accepted, ...receiptOf(given.of.kind, changes.length, seen)];
        // RT122: whoever held it until now has it no longer.
        return doing(deeds, { changes, changesRights: given.row !== undefined });
      }),
  };
}

/** Who takes a case that was handed over has thereby received it. */
function receiptOf(kind: 'CASE' | 'ACTION', rows: number, seen: Seen): readonly ItemDeedContent[] {
  return kind === 'CASE' && rows > 0 ? [{ kind: 'RECEIVED', seen }] : [];
}

/** No, with the reason. */
export function noTo({ event, field, find }: Answering): ItemCommand<No> {
  return {
    event,
    field,
    ask: mayAsOwner(find, 'ANSWER', field),
    meeting: anyMeeting,
    hindrance: hindranceIn(find),
    read: readNo,
    isExact: 'ONCE_CLOSED',
    decide: ({ scene, target, body: { seen, reason }, world }) =>
      answer(find(scene, target), seen, (given) => {
        const { person: by } = scene.actor;
        const acceptance: Acceptance = { kind: 'DECLINED', by, at: world.now(), reason };
        const changes = putAcceptance(given.row, acceptance);
        const refused: readonly ItemDeedContent[] =
          given.of.kind === 'CASE' && changes.length > 0 ? [{ kind: 'REFUSED', seen, reason }] : [];
        const deeds = [{ kind: 'DECLINED', of: given.of, seen, reason } as const, ...refused];
        return doing(deeds, { changes, changesRights: given.row !== undefined });
      }),
  };
}

/** Yes for somebody who is not there; they still confirm it themselves. */
export function yesOnBehalf({ event, field, find }: Answering): ItemCommand<Yes> {
  return {
    event,
    field,
    ask: mayForOwner(find, 'ANSWER_ON_BEHALF', field),
    meeting: beforeClosing,
    hindrance: (scene, target) => {
      const { present } = scene.attendance;
      const owners = find(scene, target)?.owners ?? [];
      const isThere = owners.some((one) => one.kind === 'PERSON' && present.includes(one.person));
      return hindranceIn(find)(scene, target) ?? (isThere ? 'OWNER_IS_THERE' : undefined);
    },
    read: readYes,
    decide: ({ scene, target, body: { seen } }) =>
      answer(find(scene, target), seen, ({ of }) =>
        doing([{ kind: 'ACCEPTED_ON_BEHALF', of, seen }]),
      ),
  };
}

/** Holds it until its owner answers, in one's own name and while one is at the table. */
export function hold({ event, field, find }: Answering): ItemCommand<Yes> {
  return {
    event,
    field,
    ask: mayForOwner(find, 'WRITE', field),
    meeting: whileOpen,
    hindrance: (scene, target) => {
      const isThere = scene.attendance.present.includes(scene.actor.person);
      return hindranceIn(find)(scene, target) ?? (isThere ? undefined : 'NOT_AT_TABLE');
    },
    read: readYes,
    decide: ({ scene, target, body: { seen }, world }) =>
      answer(find(scene, target), seen, ({ of, row, owners }) => {
        const isOwn = owners.some(
          (one) => one.kind === 'PERSON' && one.person === scene.actor.person,
        );
        if (isOwn) return not({ kind: 'NOT_NOW', because: 'OWN_THING' });
        const held = { holder: scene.actor.person, askedAt: world.now(), seen };
        return doing([{ kind: 'HELD', of, seen }], {
          changes: putHold(row, held),
          changesRights: true,
        });
      }),
  };
}

function answer(
  given: ReturnType<FindGiven>,
  named: Seen,
  decide: (given: NonNullable<ReturnType<FindGiven>>) => Decided,
): Decided {
  if (!given) return not({ kind: 'NOT_THERE' });
  const refusal = seenRefusal(given.seen, named);
  return refusal ? not(refusal) : decide(given);
}
