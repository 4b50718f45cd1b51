import type { WeekSaid } from './week-actions.ts';

/** What came of the answer that the reader just gave, for the part of the page that it was about. */
export interface GivenAnswer {
  /** The id of the action, handover or check. */
  readonly of: string;
  readonly said?: WeekSaid;
  readonly asked?: WeekSaid;
  readonly problem?: string;
  readonly filled?: Readonly<Record<string, string>>;
}

/** MW11: what was filled in for this answer about this thing, when it was refused. */
export function filledIn(given: GivenAnswer | undefined, of: string, asked: WeekSaid) {
  const isMine = given?.of === of && given.asked === asked;
  return { isMine, text: (name: string) => (isMine ? (given.filled?.[name] ?? '') : '') };
}
