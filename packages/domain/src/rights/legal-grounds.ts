/** Articles on which somebody outside the table can be given access to one item. To be confirmed by each region. */
export const legalGrounds = [
  /** Veilig Thuis informs a party that can help where the interest or seriousness calls for it (art. 4.1.1 lid 2 d Wmo 2015). */
  'WMO_4_1_1',
  /** Processing without consent, on a reasonable suspicion and when necessary (art. 5.1.6 Wmo 2015). */
  'WMO_5_1_6',
  /** Third parties may inform Veilig Thuis despite secrecy (art. 5.2.6 Wmo 2015). */
  'WMO_5_2_6',
  /** Information between those who help a child and the certified institution or the Council (Jeugdwet, chapter 7). */
  'JEUGDWET_7',
  /** Police data to partners in a joint arrangement (art. 20 Wet politiegegevens). */
  'WPG_20',
  /** The person themself agreed (art. 6 lid 1 a AVG). */
  'CONSENT',
  /** To protect somebody's life (art. 6 lid 1 d AVG). */
  'VITAL_INTEREST',
  /** Cooperation under the Wgs: a Zorg- en Veiligheidshuis, not a warm table by itself. Off until a table chooses that regime. */
  'WGS',
  /** A bill that is no law: off until an administrator switches it on. */
  'WAMS',
] as const;
export type LegalGround = (typeof legalGrounds)[number];

/** What a table may choose about access. */
export interface RightsSettings {
  /** Grounds on which an invitation may rest. */
  readonly grounds: readonly LegalGround[];
  /** The longest that emergency access lasts. */
  readonly breakGlassMinutes: number;
}

const offByDefault: readonly LegalGround[] = ['WGS', 'WAMS'];

export const defaultRightsSettings: RightsSettings = {
  grounds: legalGrounds.filter((ground) => !offByDefault.includes(ground)),
  breakGlassMinutes: 60,
};
