// edge: codes that tests make up
import {
  addHours,
  type Discipline,
  type Ids,
  type Instant,
  instant,
  type MunicipalityCode,
  type OrganisationId,
  type Owner,
  type PersonId,
  readId,
  type Role,
} from '@overlegtafel/domain';
import type { Change } from '../ports/changes.ts';
import type { OrganisationKind } from '../ports/rows.ts';

/** An id of a readable text; for tests only. */
export function idOf<K extends keyof Ids>(kind: K, text: string): Ids[K] {
  const read = readId(kind, text, kind);
  if (!read.ok) throw new RangeError(`no id: ${text}`);
  return read.value;
}

/** Tuesday 24 November 2026, half past ten in Amsterdam. */
export const start: Instant = instant(Date.UTC(2026, 10, 24, 9, 30));
export const lastWeek = addHours(start, -7 * 24);

export const mijnstad = 'mijnstad' as MunicipalityCode;
export const beekdorp = 'beekdorp' as MunicipalityCode;

export const ids = {
  table: idOf('TableId', 'oefentafel'),
  meeting: idOf('MeetingId', 'overleg-24-november'),
  esdoorn: idOf('ItemId', 'item-esdoorn'),
  linde: idOf('ItemId', 'item-linde'),
  caseEsdoorn: idOf('CaseId', 'casus-esdoorn'),
  caseLinde: idOf('CaseId', 'casus-linde'),
  reportEsdoorn: idOf('ReportId', 'melding-esdoorn'),
  reportLinde: idOf('ReportId', 'melding-linde'),
  callSchool: idOf('ActionId', 'call-school'),
  seeMother: idOf('ActionId', 'see-mother'),
  shelter: idOf('ActionId', 'shelter'),
  feedback: idOf('ActionId', 'feedback'),
  mother: idOf('InvolvedId', 'moeder'),
  daughter: idOf('InvolvedId', 'dochter'),
  noContact: idOf('ConditionId', 'no-contact'),
} as const;

export function person(text: string): PersonId {
  return idOf('PersonId', text);
}
export function organisation(text: string): OrganisationId {
  return idOf('OrganisationId', text);
}
export function ownedBy(text: string): Owner {
  return { kind: 'PERSON', person: person(text) };
}

type OrganisationLine = readonly [string, string, OrganisationKind, MunicipalityCode?];

const organisations: readonly OrganisationLine[] = [
  ['veilig-thuis', 'Veilig Thuis Heuvelland-Oost', 'VEILIG_THUIS'],
  ['mijnstad', 'Gemeente Mijnstad', 'MUNICIPALITY', mijnstad],
  ['politie', 'Politie Heuvelland-Oost', 'POLICE'],
  ['wijkteam-mijnstad', 'Wijkteam Mijnstad', 'LOCAL_TEAM', mijnstad],
  ['ggz', 'GGZ Heuvelland', 'CARE'],
];

interface Member {
  readonly id: string;
  readonly name: string;
  readonly of: string;
  readonly role: Role;
  readonly weighs?: Discipline;
  readonly in?: MunicipalityCode;
}

/** Eight people who work with cases, and the privacy officer, who does not. */
export const members: readonly Member[] = [
  { id: 'chair', name: 'Voorzitter FK', of: 'veilig-thuis', role: 'chair' },
  { id: 'secretary', name: 'Secretaris TW', of: 'veilig-thuis', role: 'secretary' },
  {
    id: 'vt-worker',
    name: 'VT-medewerker LB',
    of: 'veilig-thuis',
    role: 'vt-worker',
    weighs: 'VT_WORKER',
  },
  {
    id: 'behavioural-scientist',
    name: 'Gedragswetenschapper NH',
    of: 'veilig-thuis',
    role: 'behavioural-scientist',
    weighs: 'BEHAVIOURAL_SCIENTIST',
  },
  {
    id: 'process-director',
    name: 'Procesregisseur RV',
    of: 'mijnstad',
    role: 'process-director',
    weighs: 'MUNICIPALITY',
    in: mijnstad,
  },
  { id: 'police', name: 'Politie JD', of: 'politie', role: 'police', weighs: 'POLICE' },
  {
    id: 'local-team',
    name: 'Wijkteam SM',
    of: 'wijkteam-mijnstad',
    role: 'local-team',
    weighs: 'LOCAL_TEAM',
    in: mijnstad,
  },
  {
    id: 'mental-health',
    name: 'GGZ-behandelaar WJ',
    of: 'ggz',
    role: 'invited',
    weighs: 'MENTAL_HEALTH_CARE',
  },
  {
    id: 'privacy-officer',
    name: 'Privacyfunctionaris GR',
    of: 'veilig-thuis',
    role: 'privacy-officer',
  },
];

/** The rows of everybody and their organisations. */
export function peopleRows(): readonly Change[] {
  const rows = organisations.map(([id, name, kind, municipality]): Change => ({
    put: 'organisation',
    row: {
      id: organisation(id),
      name,
      kind,
      ...(municipality === undefined ? {} : { municipality }),
    },
  }));
  return [...rows, ...members.flatMap(personRows)];
}

function personRows({ id, name, of, role, weighs, in: municipality }: Member): readonly Change[] {
  const initials = name.split(' ').at(-1) ?? name;
  return [
    {
      put: 'person',
      row: { id: person(id), name, initials, organisation: organisation(of) },
    },
    {
      put: 'membership',
      row: {
        id: `member-${id}`.slice(0, 25),
        person: person(id),
        role,
        organisation: organisation(of),
        table: ids.table,
        from: lastWeek,
        ...(municipality === undefined ? {} : { municipality }),
        ...(weighs === undefined ? {} : { discipline: weighs }),
      },
    },
  ];
}
