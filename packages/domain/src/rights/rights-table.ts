import {
  documentFields,
  type Field,
  type Role,
  type Scope,
  type ThingState,
  type Verb,
  vtOnlyFields,
  vtRoles,
} from './vocabulary.ts';

/** One line of the table: this role may do these things to these fields in these states, so far as the scope reaches. */
export interface RightsRow {
  readonly role: Role;
  readonly scope: Scope;
  readonly states: readonly ThingState[];
  readonly fields: readonly Field[];
  readonly verbs: readonly Verb[];
}

const anyState = ['WAITING', 'AT_TABLE', 'DISCUSSED', 'CLOSED'] as const;
const open = ['WAITING', 'AT_TABLE', 'DISCUSSED'] as const;
const talking = ['AT_TABLE', 'DISCUSSED'] as const;
const closed = ['CLOSED'] as const;
const noItem = ['NONE'] as const;

/** What everybody at the table for an item knows about it, beside its document. */
const told = [
  'alias',
  'household',
  'report',
  'assessment',
  'proposal',
  'response',
  'agreedLevel',
  'ratings',
  'dissent',
  'nothingForChild',
  'monitoring',
] as const;
const ownAnswers = ['owner', 'actions'] as const;
const ownWords = ['dissent', 'nothingForChild'] as const;
const agendaAndMeeting = ['agenda', 'meeting'] as const;

type Line = Omit<RightsRow, 'role'>;

/** That there is a table, when, and whether it is open; not what is on its agenda. */
const meetingLine: Line = {
  scope: 'OWN_TABLE',
  states: noItem,
  fields: ['meeting'],
  verbs: ['READ'],
};

function rows(role: Role, lines: readonly Line[]): readonly RightsRow[] {
  return lines.map((line) => ({ role, ...line }));
}

/** What somebody who holds or may get a task does with it: answer, tell what became of it, and step out. */
function taskLines(scope: Scope, speaking: readonly ThingState[]): readonly Line[] {
  return [
    { scope, states: anyState, fields: [...documentFields, ...told], verbs: ['READ'] },
    { scope, states: speaking, fields: [...documentFields, ...ownWords], verbs: ['WRITE'] },
    { scope, states: anyState, fields: ownAnswers, verbs: ['ANSWER'] },
    { scope, states: anyState, fields: ['actions', 'monitoring'], verbs: ['REPORT'] },
    { scope, states: anyState, fields: ['ownRating'], verbs: ['READ'] },
    { scope, states: open, fields: ['ownRating', 'recusal'], verbs: ['WRITE'] },
  ];
}

/** What the chair and the secretary share: the whole of their own table, but never who reported. */
const deskLines: readonly Line[] = [
  {
    scope: 'OWN_TABLE',
    states: anyState,
    fields: [...documentFields, ...told, 'invitations', 'recusal', 'record'],
    verbs: ['READ'],
  },
  {
    scope: 'OWN_TABLE',
    states: open,
    fields: [...documentFields, ...ownWords, 'invitations', 'recusal'],
    verbs: ['WRITE'],
  },
  { scope: 'OWN_TABLE', states: anyState, fields: ownAnswers, verbs: ['ANSWER'] },
  { scope: 'OWN_TABLE', states: anyState, fields: ['actions', 'monitoring'], verbs: ['REPORT'] },
  { scope: 'OWN_TABLE', states: closed, fields: ['record'], verbs: ['CORRECT', 'EXPORT'] },
  { scope: 'OWN_TABLE', states: noItem, fields: agendaAndMeeting, verbs: ['READ'] },
  { scope: 'OWN_TABLE', states: noItem, fields: ['agenda'], verbs: ['WRITE'] },
];

const chairLines: readonly Line[] = [
  ...deskLines,
  { scope: 'OWN_TABLE', states: talking, fields: ['decision', 'agreedLevel'], verbs: ['CONFIRM'] },
  { scope: 'OWN_TABLE', states: talking, fields: ['ratings'], verbs: ['REVEAL'] },
  { scope: 'OWN_TABLE', states: open, fields: ownAnswers, verbs: ['ANSWER_ON_BEHALF'] },
  { scope: 'OWN_TABLE', states: noItem, fields: ['meeting'], verbs: ['LEAD'] },
  { scope: 'OWN_TABLE', states: noItem, fields: ['counts', 'configuration'], verbs: ['READ'] },
];

const vtLines: readonly Line[] = [
  ...taskLines('OWN_TABLE', open),
  {
    scope: 'OWN_TABLE',
    states: anyState,
    fields: [...vtOnlyFields, 'invitations', 'recusal', 'record'],
    verbs: ['READ'],
  },
  {
    scope: 'OWN_TABLE',
    states: open,
    fields: [
      ...vtOnlyFields,
      'alias',
      'household',
      'report',
      'assessment',
      'proposal',
      'invitations',
    ],
    verbs: ['WRITE'],
  },
  { scope: 'OWN_TABLE', states: open, fields: ownAnswers, verbs: ['ANSWER_ON_BEHALF'] },
  { scope: 'OWN_TABLE', states: closed, fields: ['record'], verbs: ['CORRECT', 'EXPORT'] },
  { scope: 'OWN_TABLE', states: noItem, fields: agendaAndMeeting, verbs: ['READ'] },
  { scope: 'OWN_TABLE', states: noItem, fields: ['agenda'], verbs: ['WRITE'] },
  { scope: 'OWN_TABLE', states: noItem, fields: ['adviceRequest'], verbs: ['READ', 'WRITE'] },
];

const directorLines: readonly Line[] = [
  ...taskLines('OWN_MUNICIPALITY', open),
  ...taskLines('OWN_TASK', open),
  { scope: 'OWN_MUNICIPALITY', states: open, fields: ['response'], verbs: ['WRITE'] },
  { scope: 'OWN_MUNICIPALITY', states: open, fields: ownAnswers, verbs: ['ANSWER_ON_BEHALF'] },
  { scope: 'OWN_MUNICIPALITY', states: anyState, fields: ['record', 'recusal'], verbs: ['READ'] },
  { scope: 'OWN_MUNICIPALITY', states: noItem, fields: ['counts'], verbs: ['READ'] },
  { scope: 'OWN_TABLE', states: noItem, fields: agendaAndMeeting, verbs: ['READ'] },
  { scope: 'OWN_TABLE', states: noItem, fields: ['agenda'], verbs: ['WRITE'] },
];

/** Like a task, but while the item is open; afterwards only what an action of one's own still needs. */
const invitedLines: readonly Line[] = [
  ...taskLines('INVITED', talking).map((line) => ({
    ...line,
    states: line.states.filter((state) => state !== 'CLOSED'),
  })),
  {
    scope: 'INVITED_TASK',
    states: closed,
    fields: ['alias', 'household', 'safeNow', 'owner', 'decision', 'actions', 'conditions'],
    verbs: ['READ'],
  },
  { scope: 'INVITED_TASK', states: closed, fields: ['actions'], verbs: ['ANSWER', 'REPORT'] },
  meetingLine,
];

const watchingRows: readonly RightsRow[] = [
  ...rows('policy-officer', [
    { scope: 'OWN_MUNICIPALITY', states: noItem, fields: ['counts'], verbs: ['READ', 'EXPORT'] },
  ]),
  ...rows('privacy-officer', [
    { scope: 'OWN_TABLE', states: noItem, fields: ['auditLog'], verbs: ['READ', 'EXPORT'] },
    { scope: 'OWN_TABLE', states: noItem, fields: ['rightsRequests'], verbs: ['READ', 'WRITE'] },
    { scope: 'OWN_TABLE', states: noItem, fields: ['configuration'], verbs: ['READ'] },
    { scope: 'OWN_TABLE', states: anyState, fields: ['invitations'], verbs: ['READ'] },
  ]),
  ...rows('auditor', [
    { scope: 'OWN_TABLE', states: noItem, fields: ['auditLog'], verbs: ['READ', 'EXPORT'] },
    { scope: 'OWN_TABLE', states: noItem, fields: ['configuration', 'accounts'], verbs: ['READ'] },
  ]),
  ...rows('administrator', [
    {
      scope: 'OWN_TABLE',
      states: noItem,
      fields: ['accounts', 'configuration'],
      verbs: ['READ', 'WRITE'],
    },
  ]),
];

/**
 * Everything that anybody may do, as data; what is not here is refused. Nobody writes the audit log, and nothing
 * is written to a closed item: answers, reports and corrections after closing are records of their own.
 */
export const rightsTable: readonly RightsRow[] = [
  ...rows('chair', chairLines),
  ...rows('secretary', deskLines),
  ...vtRoles.flatMap((role) => rows(role, vtLines)),
  ...rows('process-director', directorLines),
  ...rows('local-team', [...taskLines('OWN_TASK', talking), meetingLine]),
  ...rows('police', [...taskLines('OWN_TASK', talking), meetingLine]),
  ...rows('invited', invitedLines),
  ...watchingRows,
];

/** The rows by what they are about: rights are asked thousands of times a second while people are at a table. */
const byWish = new Map<string, RightsRow[]>();
for (const row of rightsTable)
  for (const verb of new Set(row.verbs))
    for (const field of new Set(row.fields)) {
      const wish = `${verb} ${field}`;
      byWish.set(wish, [...(byWish.get(wish) ?? []), row]);
    }

/** Every row about this field and this verb, in the order of the table. */
export function rowsAbout(verb: Verb, field: Field): readonly RightsRow[] {
  return byWish.get(`${verb} ${field}`) ?? [];
}
