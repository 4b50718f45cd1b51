import type { SafetyLevel } from '@overlegtafel/domain';
import type { IconName } from './icon-drawings.ts';

/** Something that happened, or is planned. */
export interface Moment {
  readonly key: string;
  /** The day or instant, for machines: ISO 8601. */
  readonly at: string;
  /** The same, as people read it. */
  readonly when: string;
  readonly what: string;
  readonly more?: string;
  readonly icon?: IconName;
  readonly level?: SafetyLevel;
  readonly href?: string;
  readonly isCurrent?: boolean;
}
