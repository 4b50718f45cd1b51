import { documentFields, type ItemField, type ItemState } from '@overlegtafel/domain';
import { canary, plantedFields, type PlantedCase, type PlantedField } from './canary-case.ts';
import { type Transport, transports } from './ear.ts';
import { isAllowed, sees } from './expected.ts';
import { everybody, type Somebody, veiligThuisRoles } from './practice-roles.ts';
import type { RightsWeek } from './rights-week.ts';

/** What was held against the rules: how often, and where it differs. */
export interface Findings {
  asserted: number;
  readonly leaked: string[];
  readonly missing: string[];
}

/** One person, one case, at the time when it was read that way. */
interface Place {
  readonly who: Somebody;
  readonly of: PlantedCase;
  readonly state: ItemState;
  readonly transport: Transport;
}

/** Where somebody finds what they said themselves. */
const ownWeek: readonly Transport[] = ['my week', 'pages'];

/** Whether the words in this field may reach this person. */
function mayHear({ who, of, state, transport }: Place, field: PlantedField): boolean {
  const may = (one: ItemField) => isAllowed({ who, of, state, field: one });
  // Why somebody steps out is for nobody else to read; only that they did. They find it in their own week.
  // The same words are the reason of the emergency access, which the privacy officer reads beside its line (AU103).
  if (field === 'recusal')
    return isGlassInLog({ who, of, transport }) || (ownWeek.includes(transport) && isOwn(who, of));
  const rater = raterOf[field];
  if (rater === undefined) return may(field);
  return may('ratings') || (who.id === rater && may('ownRating'));
}

function isOwn({ id }: Somebody, { recused, glass }: PlantedCase): boolean {
  return recused === id || glass === id;
}

function isGlassInLog({ who, of, transport }: Omit<Place, 'state'>): boolean {
  return transport === 'logs' && who.role === 'privacy-officer' && of.glass !== undefined;
}

/** Whose rating the words of this field are. */
const raterOf: Partial<Record<PlantedField, string>> = {
  ownRating: 'vt-worker',
  ratings: 'confidential-doctor',
};

/** What a way of reading has to carry when it may. */
const carried: Partial<Record<Transport, readonly PlantedField[]>> = {
  item: plantedFields.filter(
    (field) => !['recusal', 'reporterIdentity', 'confidentialAddress', 'scratch'].includes(field),
  ),
  'item at the table': ['alias', 'report', 'proposal', 'facts', 'decision', 'actions'],
  case: ['alias', 'household', 'report', 'decision'],
  reporter: ['reporterIdentity', 'confidentialAddress'],
  record: ['alias', 'decision', 'actions', 'conditions'],
};
const inDocuments = plantedFields.filter((field) =>
  (documentFields as readonly string[]).includes(field),
);

/** Live events tell that something was done, never what it says. */
const withoutWords: readonly Transport[] = ['live over websocket', 'live over polling'];
/** Who looks after the logs sees which cases were opened; who prepares the table, the order of its items. */
const namesByDesign: Partial<Record<Transport, (who: Somebody) => boolean>> = {
  logs: ({ role }) => role === 'privacy-officer' || role === 'auditor',
  grounds: ({ role }) => role === 'privacy-officer',
  // The file of a sealed list names each of its parts, or nobody could check it; what stands in them is left out.
  record: ({ role }) => ['chair', 'secretary', 'process-director'].includes(role) || isOfVt(role),
  'room of the meeting': ({ role }) =>
    !['local-team', 'police', 'invited', 'policy-officer'].includes(role),
};

function isOfVt(role: Somebody['role']): boolean {
  return veiligThuisRoles.includes(role);
}

/** Holds everything that everybody received against the rules. */
export function compare(week: RightsWeek): Findings {
  const findings: Findings = { asserted: 0, leaked: [], missing: [] };
  for (const who of everybody)
    for (const of of week.cases)
      for (const transport of transports) {
        const place = { who, of, state: stateAt(transport, of, week), transport };
        comparePlace(place, week, findings);
      }
  return findings;
}

function stateAt(transport: Transport, of: PlantedCase, week: RightsWeek): ItemState {
  return transport === 'item at the table' ? 'AT_TABLE' : week.stateOf(of);
}

function comparePlace(place: Place, week: RightsWeek, findings: Findings): void {
  for (const field of plantedFields) compareField(place, field, week, findings);
  for (const name of ['item', 'case', 'report']) compareName(place, name, week, findings);
}

function compareField(
  place: Place,
  field: PlantedField,
  week: RightsWeek,
  findings: Findings,
): void {
  const { who, of, transport } = place;
  const isHeard = week.earOf(who.id).heard(transport, canary(of.n, field));
  const may = mayHear(place, field) && !withoutWords.includes(transport);
  findings.asserted += 1;
  if (isHeard && !may) findings.leaked.push(`${told(place)}: ${field}`);
  if (!isHeard && may && mustCarry(place, field)) findings.missing.push(`${told(place)}: ${field}`);
}

function compareName(place: Place, name: string, week: RightsWeek, findings: Findings): void {
  const { who, of, transport } = place;
  findings.asserted += 1;
  if (!week.earOf(who.id).heard(transport, `${name} ${of.n}`)) return;
  if (!mayKnow(place) && namesByDesign[transport]?.(who) !== true)
    findings.leaked.push(`${told(place)}: the name of the ${name}`);
}

/** While a meeting is followed an item passes through its states; an invitation ends when it closes. */
function mayKnow({ who, of, state, transport }: Place): boolean {
  if (!withoutWords.includes(transport)) return sees(who, of, state);
  return (['WAITING', 'AT_TABLE', state] as const).some((one) => sees(who, of, one));
}

function mustCarry(place: Place, field: PlantedField): boolean {
  const { of, state, transport } = place;
  if (!isPlanted(field, of) || !stands(transport, of)) return false;
  // The privacy officer reads the grounds of invitations without the item; others find them in the item.
  if (transport === 'grounds')
    return field === 'invitations' && place.who.role === 'privacy-officer';
  if (field === 'recusal') return transport === 'my week';
  if (!sees(place.who, of, state)) return false;
  if (transport.startsWith('documents')) return inDocuments.includes(field) && readsAll(place);
  return carried[transport]?.includes(field) === true;
}

function isPlanted(field: PlantedField, { municipality, invited }: PlantedCase): boolean {
  if (field === 'response') return municipality !== undefined;
  return field !== 'invitations' || invited.length > 0;
}

/** Whether the case is there to be read in this way at all. */
function stands(transport: Transport, { comesTo }: PlantedCase): boolean {
  if (transport === 'record') return comesTo === 'CLOSED';
  return transport !== 'item at the table' || comesTo === 'AT_TABLE';
}

/** A room holds all bytes of its document: all of it or nothing. */
function readsAll(asked: Pick<Place, 'who' | 'of' | 'state'>): boolean {
  return documentFields.every((field) => isAllowed({ ...asked, field }));
}

function told({ who, of, state, transport }: Place): string {
  return `${who.id} by ${transport}, case ${of.n} (${of.municipality ?? 'nowhere'}, ${state})`;
}
