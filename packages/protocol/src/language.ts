/** The languages in which the product speaks. Dutch is the language of the table. */
export const languages = ['nl', 'en'] as const;
export type Language = (typeof languages)[number];
