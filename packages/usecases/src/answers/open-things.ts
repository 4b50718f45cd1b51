import { type Actor, handoverIn, type Instant } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { casesToTell } from '../queries/tells-checks.ts';
import type { ThingSeen } from '../queries/things-seen.ts';
import type { World } from '../world.ts';
import type { Directory } from './directory.ts';
import {
  type HandoverView,
  handoverView,
  monitoringView,
  type MonitoringView,
  type OpenActionView,
  openActionView,
} from './thing-views.ts';

type DissentView = ApiAnswer<'followUp'>['dissents'][number];

export function actionViews(seen: readonly ThingSeen[], now: Instant): OpenActionView[] {
  return seen.flatMap(({ row, alias, meeting }) =>
    row.thing.kind === 'ACTION' && meeting !== undefined
      ? [openActionView(row, row.thing, { alias, meeting }, now)]
      : [],
  );
}

export function handoverViews(seen: readonly ThingSeen[], directory: Directory): HandoverView[] {
  return seen.flatMap(({ row, alias }) => {
    const handover = handoverIn(row.thing);
    return handover ? [handoverView(row, handover, alias, directory)] : [];
  });
}

/** The checks among these things, with who may tell of them. */
export async function monitoringViews(
  seen: readonly ThingSeen[],
  actor: Actor,
  world: World,
): Promise<MonitoringView[]> {
  const moments = seen.flatMap(({ row: { thing }, alias }) =>
    thing.kind === 'MONITORING' ? [{ moment: thing.moment, alias }] : [],
  );
  const cases = moments.map(({ moment }) => moment.caseId);
  const toTell = await casesToTell(cases, actor, world);
  return moments.map(({ moment, alias }) => monitoringView(moment, alias, toTell));
}

export function dissentViews(seen: readonly ThingSeen[]): DissentView[] {
  return seen.flatMap(({ row, alias }) => {
    const { thing, owner, words } = row;
    if (thing.kind !== 'DISSENT' || owner?.kind !== 'PERSON') return [];
    const { dissent: id, item, caseId, revisitOn } = thing;
    const when = revisitOn === undefined ? {} : { revisitOn };
    return [{ id, item, caseId, alias, by: owner.person, words, ...when }];
  });
}
