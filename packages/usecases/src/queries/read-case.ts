import { type Actor, type CaseId, compareText, type ItemField } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { directoryOf, municipalityOf } from '../answers/directory.ts';
import { iso } from '../answers/instants.ts';
import { actionViews } from '../answers/open-things.ts';
import { householdView, monitoringView, reportView } from '../answers/thing-views.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { CaseRow } from '../ports/rows.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askCase, askTable } from '../scene/ask-table.ts';
import type { Caller, World } from '../world.ts';
import { type Turn, turnsOf } from './case-turns.ts';
import { recordMissing, recordReading } from './record-reading.ts';
import { casesToTell } from './tells-checks.ts';
import { thingsSeen } from './things-seen.ts';

type CaseAnswer = ApiAnswer<'case'>;

/** MC89: a case over the years, as far as somebody may see it: the times that they had to do with it. */
export async function readCase(
  { case: id }: { readonly case: CaseId },
  caller: Caller,
  world: World,
): Promise<Outcome<CaseAnswer>> {
  const [household] = await world.stores.cases([id]);
  const subject = { action: 'R', event: 'read-case', objectKind: 'case', object: id } as const;
  if (!household) {
    await recordMissing(subject, caller, world);
    return refuse({ kind: 'NOT_THERE' });
  }
  const actor = await actorOf(caller.person, world);
  const turns = await turnsOf(household, actor, caller, world);
  const whole = askCase(actor, 'READ', 'alias', household);
  const permission = whole.kind === 'ALLOWED' ? whole : (turns[0]?.ask('alias') ?? whole);
  const about = { table: household.table, caseId: id };
  await recordReading({ ...subject, about }, { permission }, caller, world);
  if (permission.kind === 'REFUSED') return refuse({ kind: 'NOT_THERE' });
  return answer({ household, actor, turns }, world);
}

interface Seen {
  readonly household: CaseRow;
  readonly actor: Actor;
  readonly turns: readonly Turn[];
}

async function answer(seen: Seen, world: World): Promise<Outcome<CaseAnswer>> {
  const { household, actor, turns } = seen;
  const { stores } = world;
  const may = (field: ItemField) => mayAnywhere(seen, field);
  const [directory, reports, things, moments] = await Promise.all([
    directoryOf(household.table, world),
    reportsSeen(seen, world),
    stores.openThingsOfCase(household.id),
    may('monitoring') ? stores.monitoringOf([household.id]) : [],
  ]);
  if (!directory) return refuse({ kind: 'NOT_THERE' });
  const open = things.filter(({ isEnded }) => !isEnded);
  const actions = actionViews(await thingsSeen(open, actor, world), world.now());
  const [last] = turns;
  const toTell = moments.length > 0 ? await casesToTell([household.id], actor, world) : new Set([]);
  const monitoring = moments.map((moment) => monitoringView(moment, household.alias, toTell));
  const meetings = turns.map(({ view }) => view);
  const everybody = [...new Set(directory.memberships.map(({ person }) => person))];
  return done({
    id: household.id,
    alias: household.alias,
    reference: household.reference,
    ...municipalityOf(household, directory),
    household: may('household') ? household.household.map(householdView) : [],
    openedAt: iso(household.openedAt),
    ...(last?.custody ? { custody: last.custody } : {}),
    ...(last?.view.level ? { level: last.view.level } : {}),
    reports,
    meetings,
    actions,
    monitoring,
    timeline: timelineOf({ reports, meetings, monitoring }),
    people: everybody.map((person) => directory.person(person)),
    mayDo: mayDoWith(seen),
  });
}

/** Allowed for the case as a whole, or in one of the times that they had to do with it. */
function mayAnywhere({ actor, household, turns }: Seen, field: ItemField): boolean {
  const whole = askCase(actor, 'READ', field, household).kind === 'ALLOWED';
  return whole || turns.some(({ ask }) => ask(field).kind === 'ALLOWED');
}

/** All reports for whoever has the case as a whole; for others those that brought what they had to do with. */
async function reportsSeen(
  { household, actor, turns }: Seen,
  { stores }: World,
): Promise<CaseAnswer['reports']> {
  const all = [...(await stores.reportsOf([household.id]))];
  const whole = askCase(actor, 'READ', 'report', household).kind === 'ALLOWED';
  const theirs = new Set(
    turns.flatMap(({ ask, report }) => (ask('report').kind === 'ALLOWED' ? (report ?? []) : [])),
  );
  return all
    .filter(({ id }) => whole || theirs.has(id))
    .sort((a, b) => b.receivedAt - a.receivedAt)
    .map(reportView);
}

function mayDoWith({ household, actor }: Seen): string[] {
  const puts = askTable(actor, 'WRITE', 'agenda', household.table).kind === 'ALLOWED';
  const sees = askCase(actor, 'READ', 'alias', household).kind === 'ALLOWED';
  const checks = askCase(actor, 'REPORT', 'monitoring', household).kind === 'ALLOWED';
  return [...(puts && sees ? ['putOnAgenda'] : []), ...(checks ? ['planMonitoring'] : [])];
}

function timelineOf({
  reports,
  meetings,
  monitoring,
}: Pick<CaseAnswer, 'reports' | 'meetings' | 'monitoring'>): CaseAnswer['timeline'] {
  const told = [
    ...reports.map(({ id, receivedAt, kind: reportKind }) => ({
      kind: 'REPORT',
      at: receivedAt,
      report: id,
      reportKind,
    })),
    ...meetings.map(({ item, meeting, date, decision }) => ({
      kind: 'MEETING',
      at: `${date}T00:00:00.000Z`,
      item,
      meeting,
      ...(decision ? { decision } : {}),
    })),
    ...monitoring.flatMap(({ id, outcome }) =>
      outcome
        ? [{ kind: 'CHECK', at: outcome.at, moment: id, violenceStopped: outcome.violenceStopped }]
        : [],
    ),
  ];
  return told.sort((a, b) => compareText(b.at, a.at));
}
