import {
  defaultRetentionSettings,
  type InStep,
  localDateOf,
  type RetentionSettings,
  retentionReview,
} from '@overlegtafel/domain';
import type { AccessLine } from '../audit/access-line.ts';
import { purposeOfEvent } from '../audit/purposes.ts';
import type { KeptThing, Retention } from '../ports/retention.ts';
import type { TableRow } from '../ports/rows.ts';
import type { World } from '../world.ts';

type Review = ReturnType<typeof retentionReview>;

/** What is due and what is held, with where each stands. Nothing of it says anything about a household. */
export interface RetentionList {
  readonly due: readonly (Review['due'][number] & { readonly thing: KeptThing })[];
  readonly held: readonly (Review['held'][number] & { readonly thing: KeptThing })[];
}

type ListWorld = Pick<World, 'stores' | 'now'>;

/** RN40: what must be destroyed now, by the terms of each table. */
export async function listRetention(
  retention: Pick<Retention, 'kept'>,
  { stores, now }: ListWorld,
): Promise<RetentionList> {
  const kept = await retention.kept();
  const tables = await stores.tables([...new Set(kept.map(({ table }) => table))]);
  const reviews = tables.map((table) => {
    const things = new Map(
      kept.filter((one) => one.table === table.id).map((one) => [one.id, one]),
    );
    const records = [...things.values()].map((one) => ({
      ...one,
      organisation: table.veiligThuis,
    }));
    const { due, held } = retentionReview(records, settingsOf(table), now());
    return { due: withThing(due, things), held: withThing(held, things) };
  });
  return {
    due: reviews.flatMap(({ due }) => due),
    held: reviews.flatMap(({ held }) => held),
  };
}

function withThing<T extends { readonly id: string }>(
  records: readonly T[],
  things: ReadonlyMap<string, KeptThing>,
): (T & { readonly thing: KeptThing })[] {
  return records.flatMap((record) => {
    const thing = things.get(record.id);
    return thing ? [{ ...record, thing }] : [];
  });
}

/** The correction period is the table's own. */
function settingsOf({ settings }: TableRow): RetentionSettings {
  const { terms } = defaultRetentionSettings;
  const length = { unit: 'DAYS', count: settings.correctionDays } as const;
  return {
    ...defaultRetentionSettings,
    terms: {
      ...terms,
      SCRATCH: { ...terms.SCRATCH, length },
      ROOM_LOG: { ...terms.ROOM_LOG, length },
    },
  };
}

const task = 'retention';

/**
 * RN41, RN42: destroys what is due at a moment of which the clock was in step, once a day, by whichever process is
 * first. Gives how much; undefined when another process does it, or did.
 */
export async function carryOutRetention(
  retention: Retention,
  { by, clock }: { readonly by: string; readonly clock: InStep },
  world: World,
): Promise<number | undefined> {
  const then = { ...world, now: () => clock.at };
  const day = localDateOf(clock.at);
  if (!(await retention.claim(task, day, by, clock.at))) return undefined;
  const { due } = await listRetention(retention, then);
  let destroyed = 0;
  for (const one of due)
    if (await retention.destroy(one.thing, day, [lineFor(one, then)])) destroyed += 1;
  await retention.finished(task, day, clock.at);
  return destroyed;
}

function lineFor({ kind, why, thing }: RetentionList['due'][number], world: World): AccessLine {
  const { table, caseId, id } = thing;
  return {
    id: world.newId(),
    at: world.now(),
    action: 'D',
    event: 'destroy',
    result: 'ALLOWED',
    role: 'server',
    ground: `${why.kind} ${kind}`,
    isBreakGlass: false,
    purpose: purposeOfEvent.destroy,
    objectKind: kind,
    object: id,
    table,
    ...(caseId === undefined ? {} : { caseId }),
    origin: 'server',
    traceId: world.newId(),
  };
}
