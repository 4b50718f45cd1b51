import { describe, expect, it } from 'vitest';
import type {
  CaseId,
  ItemId,
  MunicipalityCode,
  OrganisationId,
  PersonId,
  TableId,
} from '../model/ids.ts';
import { itemStates } from '../model/meeting.ts';
import { instant } from '../terms/local-date.ts';
import type { Actor } from './actor.ts';
import { may } from './may.ts';
import { rightsTable } from './rights-table.ts';
import type { Thing } from './things.ts';
import {
  documentFields,
  type Field,
  fieldsOfItem,
  fieldsOfTable,
  type Role,
  roles,
  type Verb,
  verbs,
} from './vocabulary.ts';

/**
 * What each role may do at best: at its own table, in its own municipality, with a task, invited, in its own name and
 * with the ratings shown. Written down from the roles of the domain, not from the table. The keys are the states:
 * W waiting, T at table, D discussed, C closed, - no item. `document` is every root of an item's document.
 */
type Expected = Partial<Record<Verb, Record<string, string>>>;

const told =
  'alias household report assessment proposal response agreedLevel ratings dissent nothingForChild monitoring';

const desk: Expected = {
  READ: { WTDC: `document ${told} invitations recusal record`, '-': 'agenda meeting' },
  WRITE: { WTD: 'document dissent nothingForChild invitations recusal', '-': 'agenda' },
  ANSWER: { WTDC: 'owner actions' },
  REPORT: { WTDC: 'actions monitoring' },
  CORRECT: { C: 'record' },
  EXPORT: { C: 'record' },
};
const veiligThuis: Expected = {
  READ: {
    WTDC: `document ${told} ownRating invitations recusal record reporterIdentity confidentialAddress`,
    '-': 'agenda meeting adviceRequest',
  },
  WRITE: {
    WTD: 'document alias household report assessment proposal ownRating dissent nothingForChild invitations recusal reporterIdentity confidentialAddress',
    '-': 'agenda adviceRequest',
  },
  ANSWER: { WTDC: 'owner actions' },
  ANSWER_ON_BEHALF: { WTD: 'owner actions' },
  REPORT: { WTDC: 'actions monitoring' },
  CORRECT: { C: 'record' },
  EXPORT: { C: 'record' },
};
const withTask: Expected = {
  READ: { WTDC: `document ${told} ownRating`, '-': 'meeting' },
  WRITE: { TD: 'document dissent nothingForChild', WTD: 'ownRating recusal' },
  ANSWER: { WTDC: 'owner actions' },
  REPORT: { WTDC: 'actions monitoring' },
};
const expected: Record<Role, Expected> = {
  chair: {
    ...desk,
    READ: { ...desk.READ, '-': 'agenda meeting counts configuration' },
    ANSWER_ON_BEHALF: { WTD: 'owner actions' },
    CONFIRM: { TD: 'decision agreedLevel' },
    REVEAL: { TD: 'ratings' },
    LEAD: { '-': 'meeting' },
  },
  secretary: desk,
  'vt-worker': veiligThuis,
  'behavioural-scientist': veiligThuis,
  'confidential-doctor': veiligThuis,
  'process-director': {
    READ: { WTDC: `document ${told} ownRating recusal record`, '-': 'agenda meeting counts' },
    WRITE: { WTD: 'document response ownRating dissent nothingForChild recusal', '-': 'agenda' },
    ANSWER: { WTDC: 'owner actions' },
    ANSWER_ON_BEHALF: { WTD: 'owner actions' },
    REPORT: { WTDC: 'actions monitoring' },
  },
  'local-team': withTask,
  police: withTask,
  invited: {
    READ: {
      WTD: 'scratch facts worries strengths childVoice priority visitThisWeek riskFactors violenceProfile report assessment proposal response agreedLevel ratings ownRating dissent nothingForChild monitoring',
      WTDC: 'safeNow owner decision actions conditions alias household',
      '-': 'meeting',
    },
    WRITE: { TD: 'document dissent nothingForChild', WTD: 'ownRating recusal' },
    ANSWER: { WTD: 'owner', WTDC: 'actions' },
    REPORT: { WTDC: 'actions', WTD: 'monitoring' },
  },
  'policy-officer': { READ: { '-': 'counts' }, EXPORT: { '-': 'counts' } },
  'privacy-officer': {
    READ: { WTDC: 'invitations', '-': 'auditLog rightsRequests configuration' },
    WRITE: { '-': 'rightsRequests' },
    EXPORT: { '-': 'auditLog' },
  },
  auditor: { READ: { '-': 'auditLog accounts configuration' }, EXPORT: { '-': 'auditLog' } },
  administrator: {
    READ: { '-': 'accounts configuration' },
    WRITE: { '-': 'accounts configuration' },
  },
};

const at = instant(Date.UTC(2026, 10, 24, 9));
const person = 'sm' as PersonId;
const me = { kind: 'PERSON', person } as const;
const item = 'item-1' as ItemId;
const caseId = 'case-1' as CaseId;
const table = 'heuvelland' as TableId;
const municipality = 'mijnstad' as MunicipalityCode;

const actorOf = (role: Role): Actor => ({
  person,
  at,
  memberships: [
    { role, organisation: 'wijkteam' as OrganisationId, table, municipality, from: at },
  ],
  invitations: [
    {
      person,
      item,
      ground: 'WMO_4_1_1',
      purpose: 'MDA++ toetsen',
      necessity: 'kent het aanbod',
      invitedBy: 'chair' as PersonId,
      from: at,
    },
  ],
  recusedFrom: [],
  breakGlass: [],
});

const states = { WAITING: 'W', AT_TABLE: 'T', DISCUSSED: 'D', CLOSED: 'C' } as const;
const thingsOf = (field: Field): [letter: string, thing: Thing][] => {
  const ofTable = fieldsOfTable.find((one) => one === field);
  if (ofTable) return [['-', { kind: 'TABLE', field: ofTable, table, municipality }]];
  return fieldsOfItem
    .filter((one) => one === field)
    .flatMap((one) =>
      itemStates.map((state): [string, Thing] => [
        states[state],
        {
          kind: 'ITEM',
          field: one,
          table,
          item: {
            id: item,
            caseId,
            state,
            signal: 'REPORT',
            municipality,
            tasks: [me],
            running: [me],
            invited: [],
            openActions: [me],
          },
          of: me,
          revealed: true,
        },
      ]),
    );
};

const allFields: readonly Field[] = [...fieldsOfItem, ...fieldsOfTable];
const allowedStates = (role: Role, verb: Verb, field: Field) =>
  thingsOf(field)
    .filter(([, thing]) => may(actorOf(role), verb, thing).kind === 'ALLOWED')
    .map(([letter]) => letter)
    .join('');
const expectedStates = (role: Role, verb: Verb, field: Field) =>
  Object.entries(expected[role][verb] ?? {})
    .filter(([, names]) =>
      names.replace('document', documentFields.join(' ')).split(' ').includes(field),
    )
    .map(([letters]) => letters)
    .join('');

describe('RT10 RT11 RT12 RT13 RT14 RT15 every role, state, field and verb', () => {
  it.each(roles.flatMap((role) => verbs.map((verb) => [role, verb] as const)))(
    '%s %s',
    (role, verb) => {
      const answers = (of: typeof allowedStates) =>
        Object.fromEntries(allFields.map((field) => [field, of(role, verb, field)]));
      expect(answers(allowedStates)).toEqual(answers(expectedStates));
    },
  );
});

describe('the table as data', () => {
  it('RT20 nothing is written to a closed item', () => {
    const writes = rightsTable.filter(
      ({ states: inStates, verbs: does }) => inStates.includes('CLOSED') && does.includes('WRITE'),
    );
    expect(writes).toEqual([]);
  });
  it('RT17 nobody writes the audit log', () => {
    const touching = rightsTable.filter(({ fields }) => fields.includes('auditLog'));
    expect(new Set(touching.flatMap(({ verbs: does }) => does))).toEqual(
      new Set(['READ', 'EXPORT']),
    );
  });
  it('RT4 only roles of Veilig Thuis have a line for the reporter or an address', () => {
    const naming = rightsTable.filter(
      ({ fields }) => fields.includes('reporterIdentity') || fields.includes('confidentialAddress'),
    );
    expect([...new Set(naming.map(({ role }) => role))].sort()).toEqual([
      'behavioural-scientist',
      'confidential-doctor',
      'vt-worker',
    ]);
  });
  it.each(roles)('RT16 %s reads all roots of a document or none while the item is open', (role) => {
    for (const state of ['WAITING', 'AT_TABLE', 'DISCUSSED'] as const) {
      const readable = documentFields.filter((field) =>
        allowedStates(role, 'READ', field).includes(states[state]),
      );
      expect([0, documentFields.length]).toContain(readable.length);
    }
  });
  it('RT21 only the chair confirms, reveals and leads', () => {
    const chairs = rightsTable.filter(({ verbs: does }) =>
      does.some((verb) => verb === 'CONFIRM' || verb === 'REVEAL' || verb === 'LEAD'),
    );
    expect(chairs.length).toBeGreaterThan(0);
    expect(chairs.every(({ role }) => role === 'chair')).toBe(true);
  });
});
