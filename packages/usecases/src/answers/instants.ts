import type { Instant } from '@overlegtafel/domain';

/** A moment as it stands in an answer: UTC, with milliseconds. */
export function iso(at: Instant): string {
  return new Date(at).toISOString();
}
