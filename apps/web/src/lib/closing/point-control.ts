import type { MeetingAnswer } from '#lib/table/table-answers.ts';

export type Point = MeetingAnswer['blockers'][number];

/** With what control a point is settled on the closing page. `FIELD`: only where it stands in the case. */
export type PointControl =
  | 'SAFE_NOW'
  | 'OWNER'
  | 'ANSWER'
  | 'ACTION_OWNER'
  | 'ACTION_DUE'
  | 'ACTION_ANSWER'
  | 'CONFIRM'
  | 'CHILD'
  | 'OWED'
  | 'CONFLICT'
  | 'FIELD';

const controls: Readonly<Record<string, PointControl>> = {
  SAFE_NOW_MISSING: 'SAFE_NOW',
  SAFE_NOW_UNKNOWN: 'SAFE_NOW',
  OWNER_MISSING: 'OWNER',
  OWNER_NOT_ACCEPTED: 'ANSWER',
  OWNER_CHANGED: 'ANSWER',
  OWNER_DECLINED: 'ANSWER',
  OWNER_HOLDER_ABSENT: 'ANSWER',
  ACTION_OWNER_MISSING: 'ACTION_OWNER',
  FEEDBACK_WITHOUT_OWNER: 'ACTION_OWNER',
  ACTION_DUE_DATE_MISSING: 'ACTION_DUE',
  ACTION_DUE_DATE_PAST: 'ACTION_DUE',
  ACTION_NOT_ACCEPTED: 'ACTION_ANSWER',
  ACTION_CHANGED: 'ACTION_ANSWER',
  ACTION_DECLINED: 'ACTION_ANSWER',
  ACTION_HOLDER_ABSENT: 'ACTION_ANSWER',
  DECISION_NOT_CONFIRMED: 'CONFIRM',
  DECISION_CHANGED: 'CONFIRM',
  CHILD_WITHOUT_ACTION: 'CHILD',
  FEEDBACK_MISSING: 'OWED',
  DEFERRAL_WITHOUT_CHECK: 'OWED',
  FIELD_IN_CONFLICT: 'CONFLICT',
};

export function controlOf({ kind }: Pick<Point, 'kind'>): PointControl {
  return controls[kind] ?? 'FIELD';
}

/** One text for each point, to tell them apart in a list. */
export function pointKey({ item = '', kind, jumpTo }: Point): string {
  return `${item} ${kind} ${jumpTo}`;
}

/** The id of the action or the child that a point is about. */
export function aboutIn(point: Point, name: 'action' | 'child'): string | undefined {
  const id = point[name];
  return typeof id === 'string' ? id : undefined;
}
