import { addHours, holdsAt, type ItemId, type PersonId, type TableId } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { iso } from '../answers/instants.ts';
import { lineOf } from '../audit/line-of.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import { actorOf } from '../scene/actor-of.ts';
import { asPrivacyOfficer } from '../scene/as-privacy-officer.ts';
import { emergenciesIn, standing } from '../scene/given-access.ts';
import type { Caller, World } from '../world.ts';
import type { AuditWorld } from './read-access-log.ts';

const shownHours = 90 * 24;

/** AU66: who took emergency access at a table, to which item and when. For its privacy officer only. */
export async function readAlerts(
  { table, next }: { readonly table: TableId; readonly next?: string },
  caller: Caller,
  world: AuditWorld,
): Promise<Outcome<ApiAnswer<'alerts'>>> {
  const permission = asPrivacyOfficer(await actorOf(caller.person, world), 'READ', [table]);
  const subject = {
    action: 'R',
    event: 'read-alerts',
    objectKind: 'access-log',
    object: table,
    about: { table },
  } as const;
  await world.ledger.record([lineOf(subject, permission, caller, world)]);
  if (permission.kind === 'REFUSED') return refuse({ kind: 'NOT_THERE' });
  const page = await world.audit.breakGlassAt(table, addHours(world.now(), -shownHours), next);
  const people = await world.stores.people(page.rows.flatMap(({ person }) => person ?? []));
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const running = await runningAt(
    page.rows.flatMap(({ item }) => item ?? []),
    world,
  );
  const alerts = page.rows.flatMap(({ item, person, at }) => {
    if (item === undefined || person === undefined) return [];
    const byName = names.get(person);
    const isRecent = addHours(at, 1) > world.now();
    const isRunning =
      isRecent && running.some((one) => one.deed.item === item && one.person === person);
    const named = byName === undefined ? {} : { byName };
    return [{ table, item, by: person, at: iso(at), isRunning, ...named }];
  });
  return done(page.next === undefined ? { alerts } : { alerts, next: page.next });
}

/** Whether somebody hears at once that emergency access was taken at this table. */
export async function hearsAlerts(
  table: TableId,
  person: PersonId,
  world: World,
): Promise<boolean> {
  return asPrivacyOfficer(await actorOf(person, world), 'READ', [table]).kind === 'ALLOWED';
}

/** RT126: the emergency accesses to these items that run now. */
async function runningAt(items: readonly ItemId[], { stores, now }: World) {
  const deeds = await stores.deedsOf([...new Set(items)]);
  return standing(emergenciesIn(deeds)).filter(({ deed, content }) =>
    holdsAt({ from: deed.at, until: content.until }, now()),
  );
}
