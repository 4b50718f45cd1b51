/** Neutral words that say nothing about a family. */
const words = [
  'Lijster',
  'Merel',
  'Vink',
  'Kievit',
  'Reiger',
  'Zwaluw',
  'Mees',
  'Specht',
  'Wulp',
  'Grutto',
  'Zegge',
  'Klaver',
  'Varen',
  'Heide',
  'Brem',
  'Duizendblad',
  'Salie',
  'Tijm',
  'Munt',
  'Dille',
  'Kiezel',
  'Leem',
  'Duin',
  'Beek',
  'Poel',
  'Vlier',
  'Iep',
  'Acacia',
  'Tulp',
  'Anemoon',
] as const;

/** A name for a new case that no case of this meeting has: the first free word, with a number when all are taken. */
export function aliasIdea(taken: readonly string[]): string {
  const free = words.find((word) => !taken.some((alias) => alias.startsWith(`Casus ${word}`)));
  return free === undefined ? `Casus ${words[0]} ${taken.length + 1}` : `Casus ${free}`;
}
