/**
 * The people of a region of many tables, as rows: who has an account is no command of a table. At each table sit the
 * chair, the deputy and the secretary, three of Veilig Thuis, the director of its municipality, and others who were
 * asked to come for a case.
 */
import type { Database } from '@overlegtafel/db';
import {
  defaultTableSettings,
  type Discipline,
  type Instant,
  readId,
  readMunicipality,
  type Role,
} from '@overlegtafel/domain';

export type Change = Parameters<Database['ledger']['commit']>[0]['changes'][number];
export type PersonId = Extract<Change, { put: 'person' }>['row']['id'];

/** Everybody at a table, by their seat: the chair first. */
export interface TablePeople {
  readonly table: string;
  readonly people: readonly PersonId[];
  /** Whose role lets them in only where they are asked. */
  readonly asked: readonly PersonId[];
  readonly municipality: string;
}

interface Place {
  readonly role: Role;
  readonly of: keyof typeof organisations;
  readonly weighs?: Discipline;
}

const organisations = {
  'regio-vt': 'VEILIG_THUIS',
  'regio-politie': 'POLICE',
  'regio-wijkteam': 'LOCAL_TEAM',
  'regio-zorg': 'CARE',
  'regio-gemeente': 'MUNICIPALITY',
} as const;

export const chairSeat = 0;
export const secretarySeat = 1;
export const workerSeat = 2;
const places: readonly Place[] = [
  { role: 'chair', of: 'regio-vt' },
  { role: 'secretary', of: 'regio-vt' },
  { role: 'vt-worker', of: 'regio-vt', weighs: 'VT_WORKER' },
  { role: 'behavioural-scientist', of: 'regio-vt', weighs: 'BEHAVIOURAL_SCIENTIST' },
  { role: 'confidential-doctor', of: 'regio-vt', weighs: 'CONFIDENTIAL_DOCTOR' },
  { role: 'process-director', of: 'regio-gemeente', weighs: 'MUNICIPALITY' },
  { role: 'chair', of: 'regio-vt' },
  { role: 'police', of: 'regio-politie', weighs: 'POLICE' },
  { role: 'local-team', of: 'regio-wijkteam', weighs: 'LOCAL_TEAM' },
  { role: 'local-team', of: 'regio-wijkteam' },
];
/** Everybody after these: somebody of care who was asked to come. */
const asked: Place = { role: 'invited', of: 'regio-zorg' };
const mustBeAsked: readonly Role[] = ['police', 'local-team', 'invited'];
const correctionDays = 30;

export const organisationRows: readonly Change[] = Object.entries(organisations).map(
  ([id, kind]): Change => ({
    put: 'organisation',
    row: { id: idOf('OrganisationId', id), name: `Organisatie ${id}`, kind },
  }),
);

export function peopleOf(number: number, count: number): TablePeople {
  const seats = Array.from({ length: count }, (_, seat) => personAt(number, seat));
  return {
    table: tableOf(number),
    people: seats,
    asked: seats.filter((_, seat) => mustBeAsked.includes(placeOf(seat).role)),
    municipality: municipalityOf(number),
  };
}

/** The table with its people, each with a membership that holds since a moment. */
export function tableRows(number: number, count: number, from: Instant): readonly Change[] {
  const { table, people } = peopleOf(number, count);
  const municipality = codeOf(number);
  const tableId = idOf('TableId', table);
  const settings = { ...defaultTableSettings, correctionDays };
  const municipalities = [{ code: municipality, name: municipalityOf(number) }];
  const veiligThuis = idOf('OrganisationId', 'regio-vt');
  return [
    { put: 'table', row: { id: tableId, name: table, settings, municipalities, veiligThuis } },
    ...people.flatMap((person, seat): Change[] => {
      const { role, of, weighs } = placeOf(seat);
      const organisation = idOf('OrganisationId', of);
      const name = `${role} ${number}-${seat}`;
      const acts = role === 'process-director' ? { municipality } : {};
      const discipline = weighs === undefined ? {} : { discipline: weighs };
      const membership = { id: person, person, role, organisation, table: tableId, from };
      return [
        { put: 'person', row: { id: person, name, initials: 'AB', organisation } },
        { put: 'membership', row: { ...membership, ...acts, ...discipline } },
      ];
    }),
  ];
}

const placeOf = (seat: number) => places[seat] ?? asked;
const tableOf = (number: number) => `regio-tafel-${number}`;
const municipalityOf = (number: number) => `gemeente-${number}`;
const personAt = (number: number, seat: number) => idOf('PersonId', `t${number}-p${seat}`);

function codeOf(number: number) {
  const read = readMunicipality(municipalityOf(number), 'municipality');
  if (!read.ok) throw new Error(`${municipalityOf(number)} is no municipality`);
  return read.value;
}

function idOf<Kind extends Parameters<typeof readId>[0]>(kind: Kind, text: string) {
  const read = readId(kind, text, 'id');
  if (!read.ok) throw new Error(`${text} is no id`);
  return read.value;
}
