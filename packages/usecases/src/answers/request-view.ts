import {
  defaultTermSettings,
  deadlineOf,
  type Instant,
  termOfRequest,
  termStatus,
} from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import type { RightsRequestRow } from '../ports/rows.ts';
import { iso } from './instants.ts';

/** A request that nobody answered yet, with how its term stands; not of which case. */
export function requestView(
  { id, kind, receivedAt }: RightsRequestRow,
  now: Instant,
): ApiAnswer<'followUp'>['requests'][number] {
  const { terms, holidays } = defaultTermSettings;
  const term = termOfRequest[kind];
  const deadline = deadlineOf(terms[term], receivedAt, holidays);
  return {
    id,
    kind,
    receivedAt: iso(receivedAt),
    term: { term, ...termStatus(deadline, now, holidays) },
  };
}
