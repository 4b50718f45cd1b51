import type { LegalGround, ReportKind } from '@overlegtafel/domain';
import { m } from '#lib/paraglide/messages.js';

const kinds: Readonly<Record<ReportKind, () => string>> = {
  FIRST: m.agenda_kind_first,
  REPEAT: m.agenda_kind_repeat,
  FOLLOW_UP: m.agenda_kind_follow_up,
};

/** Whether the household was known, as people say it. */
export function reportKindWords(kind: ReportKind): string {
  return kinds[kind]();
}

const grounds: Readonly<Record<LegalGround, () => string>> = {
  WMO_4_1_1: m.ground_wmo_4_1_1,
  WMO_5_1_6: m.ground_wmo_5_1_6,
  WMO_5_2_6: m.ground_wmo_5_2_6,
  JEUGDWET_7: m.ground_jeugdwet_7,
  WPG_20: m.ground_wpg_20,
  CONSENT: m.ground_consent,
  VITAL_INTEREST: m.ground_vital_interest,
  WGS: m.ground_wgs,
  WAMS: m.ground_wams,
};

/** A legal ground with its article. */
export function groundWords(ground: LegalGround): string {
  return grounds[ground]();
}
