/** What to do when the list is not there. */
export function withoutDestructions(folder: string): string {
  return [
    `De lijst van wat er vernietigd is (destructions-….jsonl), ontbreekt in ${folder} of mist regels. Zonder die lijst komt met een back-up terug wat op verzoek of na zijn termijn vernietigd is.`,
    `Zet de bestanden destructions-….jsonl van de server daar neer, het liefst de hele map met controlepunten, en probeer het opnieuw. Zijn ze echt weg, dan kan iemand daarvoor instaan met: --lijst-kwijt "<naam>: <reden>" achter npm run restore of npm run accept-restore. Dat wordt vastgelegd.`,
  ].join('\n');
}
