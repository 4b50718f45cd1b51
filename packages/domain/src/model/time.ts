import type { Branded } from './ids.ts';

/** A moment: milliseconds since 1970 in UTC. The domain never asks a clock; callers pass the moment in. */
export type Instant = Branded<number, 'Instant'>;
/** A calendar day in the Netherlands, `2026-11-24`. Terms and due dates are days, not moments. */
export type LocalDate = Branded<string, 'LocalDate'>;
