import type { Ailment, BrokenPromise, Trouble } from '@overlegtafel/db';
import type { Places } from './places.ts';

/**
 * What is the matter with a database and what to do about it, in the same words whoever found it: a start, the
 * doctor, `npm run verify`, a backup or a restore.
 */
export function conditionWords(condition: Ailment, places: Places): string {
  switch (condition.kind) {
    case 'NOTHING_YET':
      return places.kind === 'sqlite'
        ? `In ${places.dataFolder} staat geen database. De eerste start maakt die.`
        : 'De database is nog leeg. De eerste start maakt de tabellen.';
    case 'TROUBLE':
      return troubleWords(condition.trouble, places);
    case 'BROKEN_PROMISE':
      return promiseWords(condition.promise, condition.at, places);
    case 'OUTDATED':
      return `De tabellen zijn van een oudere versie van Overlegtafel (${condition.migrationsBehind} ${condition.migrationsBehind === 1 ? 'migratie' : 'migraties'} terug). De volgende start werkt ze bij; gebruik tot dan de versie die erbij hoort.`;
    case 'UNREADABLE_PROMISES':
      return `De controlepunten in ${places.checkpointFolder} zijn niet te gebruiken: het is geen map, of de gebruiker van de server mag er niet bij. Herstel de map, of kies met CHECKPOINT_DIR de goede.`;
  }
}

function troubleWords(trouble: Trouble, places: Places): string {
  const words = places.kind === 'sqlite' ? sqliteWords : postgresWords;
  return words[trouble](places);
}

const where = ({ kind, dataFolder }: Places) =>
  kind === 'sqlite' ? `in ${dataFolder}` : 'in PostgreSQL';

type TroubleWords = Readonly<Record<Trouble, (places: Places) => string>>;

const sqliteWords: TroubleWords = {
  WRONG_KEY: (places) =>
    `De sleutel in ${places.keyFile} past niet op de gegevens ${where(places)}, of het begin van de database is beschadigd. Probeer eerst het sleutelbestand dat bij deze gegevens hoort. Past dat ook niet, zet dan een back-up terug.`,
  DAMAGED: (places) =>
    `De gegevens ${where(places)} zijn beschadigd. Start er niet verder mee: zet een back-up terug.`,
  NEWER: (places) =>
    `De gegevens ${where(places)} zijn door een nieuwere versie van Overlegtafel geschreven. Start die versie, of zet een back-up van deze versie terug.`,
  UNSAFE_SETTINGS: () =>
    'Deze SQLite is te oud, of doet niet wat nodig is om gegevens te bewaren. Installeer opnieuw met npm ci.',
  LOCKED: (places) =>
    `Een ander programma houdt de gegevens ${where(places)} voor zichzelf. Sluit dat en probeer het dan opnieuw.`,
  FULL: (places) =>
    `De schijf is vol: er kan niets meer bij de gegevens ${where(places)}. Maak ruimte en probeer het dan opnieuw.`,
  NO_ACCESS: ({ dataFolder }) =>
    `De gebruiker van de server mag niet bij de database in ${dataFolder}. Geef rechten om daar te lezen en te schrijven.`,
  UNREACHABLE: () =>
    'De database geeft geen antwoord. Controleer of die draait en of DATABASE_URL klopt.',
};

const postgresWords: TroubleWords = {
  ...sqliteWords,
  WRONG_KEY: (places) =>
    `De sleutel in ${places.keyFile} past niet op de gegevens ${where(places)}. Gebruik het sleutelbestand dat bij deze gegevens hoort.`,
  UNSAFE_SETTINGS: () =>
    'PostgreSQL staat zo ingesteld dat gegevens bij stroomuitval weg kunnen zijn. Zet fsync, full_page_writes en synchronous_commit aan.',
  NO_ACCESS: () =>
    'De gebruiker van de database mag niet bij deze tabellen. Geef rechten in PostgreSQL.',
};

const goNoFurther =
  'Start er niet verder mee. Heb je met opzet een back-up teruggezet, voer dan eerst npm run accept-restore uit.';

export function promiseWords(
  promise: BrokenPromise,
  at: string,
  { dataFolder, checkpointFolder }: Places,
): string {
  switch (promise) {
    case 'FORGED':
      return `Een controlepunt in ${checkpointFolder} is niet met de sleutel van deze server ondertekend.\nStart er niet verder mee. Heb je zelf een andere sleutel gekozen, gebruik dan ook een andere map (CHECKPOINT_DIR).`;
    case 'ANOTHER_DATABASE':
      return `Deze database is een andere dan die waarvan het controlepunt van ${at} is gemaakt.\n${goNoFurther}`;
    case 'NO_DATABASE':
      return `De database is weg of leeg, terwijl er een controlepunt van ${at} is.\nStart er niet verder mee: zet het bestand terug, of zet een back-up terug. Wil je met opzet opnieuw beginnen, kies dan ook een andere map voor controlepunten (CHECKPOINT_DIR).`;
    case 'NO_PROMISES':
      return `De database in ${dataFolder} is al gebruikt, maar in ${checkpointFolder} staat geen enkel controlepunt. Of er regels weg zijn, is zo niet te zien.\nZet de map met controlepunten terug. Is die voorgoed weg, voer dan npm run accept-restore uit.`;
    default:
      return `Deze database is ouder dan het controlepunt van ${at}, of er zijn regels uit weg: wat toen is vastgelegd, staat er niet meer in.\n${goNoFurther}`;
  }
}
