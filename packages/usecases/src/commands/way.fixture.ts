import type { MeetingState } from '@overlegtafel/domain';
import type { SmallTableOptions } from '../memory/small-rows.fixture.ts';
import type { SmallTable } from '../memory/small-table.fixture.ts';

/** How a call goes well, and the nearest ways in which it does not. */
export interface Way {
  readonly who: string;
  /** Sees the item, and may not do this; or does not see it. */
  readonly notYours: readonly [who: string, kind: 'NOT_YOURS' | 'NOT_THERE'];
  readonly on?: SmallTableOptions;
  /** What has to be done first. */
  readonly first?: (small: SmallTable) => Promise<void>;
  readonly target?: object;
  readonly body?: (small: SmallTable) => unknown;
  /** Something that does not fit; every call that takes a body refuses `{ nothing: true }`. */
  readonly notIn: MeetingState['kind'];
}
