// edge: ids and days that tests make up
import { writeAction } from '@overlegtafel/documents';
import { ids, ownedBy } from '../memory/small-people.fixture.ts';
import type { SmallTable } from '../memory/small-table.fixture.ts';
import { itemCalls, type ItemCallName } from './item-calls.ts';

const esdoorn = ids.esdoorn;

async function readingOf({ rooms }: SmallTable) {
  const read = await rooms.item(esdoorn);
  if (!read) throw new Error('no room');
  return read.reading;
}
export const seenOfAction = async (small: SmallTable, action: string) =>
  (await readingOf(small)).actions.find(({ id }) => id === action)?.seen ?? '';
export const ownerSeen = async (small: SmallTable) => (await readingOf(small)).ownerSeen;
export const decisionSeen = async (small: SmallTable) => (await readingOf(small)).decisionSeen;

export async function give(
  small: SmallTable,
  name: ItemCallName,
  who: string,
  body: unknown,
): Promise<void> {
  await must(itemCalls[name]({ item: esdoorn, body }, small.caller(who), small.world));
}

export async function must<T>(
  outcome: Promise<{ kind: 'DONE'; value: T } | { kind: 'REFUSED'; refusal: unknown }>,
) {
  const done = await outcome;
  if (done.kind === 'REFUSED') throw new Error(JSON.stringify(done.refusal));
  return done.value;
}

/** A case that was handed over by a meeting that is closed: what closing leaves in the books. */
export async function handedOver(small: SmallTable) {
  await small.ledger.commit({
    guards: [],
    lines: [],
    changes: [
      {
        put: 'openThing',
        row: {
          key: `ITEM:${esdoorn}`,
          table: ids.table,
          caseId: ids.caseEsdoorn,
          item: esdoorn,
          words: '',
          owner: ownedBy('vt-worker'),
          seen: await ownerSeen(small),
          isEnded: false,
          thing: {
            kind: 'ITEM',
            item: esdoorn,
            caseId: ids.caseEsdoorn,
            firstOnAgenda: '2026-11-24' as never,
            timesPostponed: 0,
            standing: {
              kind: 'HANDOVER',
              handover: {
                item: esdoorn,
                from: 'mijnstad' as never,
                to: ownedBy('vt-worker'),
                offeredAt: small.clock.now,
                answer: { kind: 'NONE' },
              },
            },
          },
        },
      },
    ],
  });
}

/** Everything that the gate asks of Esdoorn, but the step itself. */
export async function complete(small: SmallTable) {
  const by = (name: ItemCallName, who: string, input: object) =>
    must(itemCalls[name]({ item: esdoorn, ...input }, small.caller(who), small.world));
  small.write(esdoorn, 'chair', (doc) =>
    writeAction(doc, { id: ids.shelter, field: 'owner' }, ownedBy('vt-worker')),
  );
  await by('acceptOwner', 'vt-worker', { body: { seen: await ownerSeen(small) } });
  for (const [id, who] of [
    [ids.callSchool, 'local-team'],
    [ids.seeMother, 'vt-worker'],
    [ids.shelter, 'vt-worker'],
    [ids.feedback, 'vt-worker'],
  ] as const)
    await by('acceptAction', who, { action: id, body: { seen: await seenOfAction(small, id) } });
  await by('confirmDecision', 'chair', { body: { seen: await decisionSeen(small) } });
}
