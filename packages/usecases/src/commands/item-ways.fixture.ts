// edge: the names of calls
import { ids } from '../memory/small-people.fixture.ts';
import type { SmallTable } from '../memory/small-table.fixture.ts';
import { followUpWays } from './follow-up-ways.fixture.ts';
import { itemCalls, type ItemCallName } from './item-calls.ts';
import {
  complete,
  decisionSeen,
  give,
  handedOver,
  must,
  ownerSeen,
  seenOfAction,
} from './item-steps.fixture.ts';
import type { Way } from './way.fixture.ts';

const { esdoorn } = ids;

export const action = { action: ids.callSchool };
const reason = { reason: 'Daarom.' };
const rated: Way['first'] = async (small) => {
  const raters = ['vt-worker', 'behavioural-scientist', 'process-director', 'police', 'local-team'];
  for (const who of raters)
    await give(small, 'rate', who, { level: who === 'police' ? 'STRUCTURAL' : 'ACUTE', words: '' });
};
const revealed: Way['first'] = async (small) => {
  await rated(small);
  await give(small, 'reveal', 'chair', undefined);
};
const policeInvited: Way['first'] = async (small) => {
  await give(small, 'invite', 'chair', { ...invitation, person: 'police' });
};
const invitation = {
  person: 'mental-health',
  ground: 'WMO_4_1_1',
  purpose: 'Advies',
  necessity: 'Kent de behandeling.',
};
const yesToAction = async (small: SmallTable) => ({
  seen: await seenOfAction(small, ids.callSchool),
});
const yesToCase = async (small: SmallTable) => ({ seen: await ownerSeen(small) });
const present = ['chair', 'vt-worker', 'process-director', 'police'];

export const ways: { readonly [N in ItemCallName]: Way } = {
  bringToTable: {
    who: 'chair',
    notYours: ['secretary', 'NOT_YOURS'],
    on: { esdoorn: 'WAITING' },
    notIn: 'PREPARED',
  },
  leaveItem: { who: 'chair', notYours: ['vt-worker', 'NOT_YOURS'], notIn: 'ADJOURNED' },
  closeItem: {
    who: 'chair',
    notYours: ['secretary', 'NOT_YOURS'],
    first: complete,
    notIn: 'ADJOURNED',
  },
  setMinutes: {
    who: 'secretary',
    notYours: ['local-team', 'NOT_YOURS'],
    body: () => ({ minutes: 9 }),
    notIn: 'CLOSED',
  },
  propose: {
    who: 'vt-worker',
    notYours: ['chair', 'NOT_YOURS'],
    body: () => ({ kind: 'INVESTIGATION', words: 'Onderzoek.' }),
    notIn: 'CLOSED',
  },
  respond: {
    who: 'process-director',
    notYours: ['vt-worker', 'NOT_YOURS'],
    first: (small) =>
      give(small, 'propose', 'vt-worker', { kind: 'HANDOVER', words: 'Naar het wijkteam.' }),
    body: () => ({ kind: 'DIFFER', words: 'Wij zien dat anders.' }),
    notIn: 'CLOSED',
  },
  rate: {
    who: 'local-team',
    notYours: ['police', 'NOT_THERE'],
    body: () => ({ level: 'ACUTE', words: '' }),
    notIn: 'CLOSED',
  },
  reveal: {
    who: 'chair',
    notYours: ['vt-worker', 'NOT_YOURS'],
    first: async (small) => {
      await policeInvited(small);
      await rated(small);
    },
    notIn: 'CLOSED',
  },
  goAlong: {
    who: 'local-team',
    notYours: ['chair', 'NOT_YOURS'],
    first: async (small) => {
      await policeInvited(small);
      await revealed(small);
    },
    body: () => ({ level: 'ACUTE' }),
    notIn: 'CLOSED',
  },
  agreeLevel: {
    who: 'chair',
    notYours: ['secretary', 'NOT_YOURS'],
    first: async (small) => {
      await policeInvited(small);
      await revealed(small);
    },
    body: () => ({ level: 'ACUTE' }),
    notIn: 'CLOSED',
  },
  confirmDecision: {
    who: 'chair',
    notYours: ['vt-worker', 'NOT_YOURS'],
    body: async (small) => ({ seen: await decisionSeen(small) }),
    notIn: 'CLOSED',
  },
  dissent: {
    who: 'process-director',
    notYours: ['police', 'NOT_THERE'],
    body: () => ({ words: 'Ik ben het er niet mee eens.' }),
    notIn: 'CLOSED',
  },
  settleDissent: {
    who: 'process-director',
    notYours: ['vt-worker', 'NOT_YOURS'],
    first: async (small) => {
      const { id } = await must(
        itemCalls.dissent(
          { item: esdoorn, body: { words: 'Nee.' } },
          small.caller('process-director'),
          small.world,
        ),
      );
      if (id !== 'new-2') throw new Error(`made ${id}`);
    },
    target: { dissent: 'new-2' },
    notIn: 'CLOSED',
  },
  recuse: {
    who: 'local-team',
    notYours: ['police', 'NOT_THERE'],
    body: () => reason,
    notIn: 'CLOSED',
  },
  invite: {
    who: 'vt-worker',
    notYours: ['process-director', 'NOT_YOURS'],
    body: () => invitation,
    notIn: 'CLOSED',
  },
  nothingForChild: {
    who: 'vt-worker',
    notYours: ['police', 'NOT_THERE'],
    body: () => ({ child: ids.daughter, reason: 'Zij is veilig bij oma.' }),
    notIn: 'CLOSED',
  },
  acceptOwner: {
    who: 'vt-worker',
    notYours: ['chair', 'NOT_YOURS'],
    body: yesToCase,
    notIn: 'PREPARED',
  },
  declineOwner: {
    who: 'vt-worker',
    notYours: ['chair', 'NOT_YOURS'],
    body: async (s) => ({ ...(await yesToCase(s)), ...reason }),
    notIn: 'PREPARED',
  },
  acceptOwnerOnBehalf: {
    who: 'chair',
    notYours: ['local-team', 'NOT_YOURS'],
    on: { present: ['chair', 'local-team'] },
    body: yesToCase,
    notIn: 'CLOSED',
  },
  holdOwner: {
    who: 'chair',
    notYours: ['police', 'NOT_THERE'],
    body: yesToCase,
    notIn: 'ADJOURNED',
  },
  acceptAction: {
    who: 'local-team',
    notYours: ['vt-worker', 'NOT_YOURS'],
    target: action,
    body: yesToAction,
    notIn: 'PREPARED',
  },
  declineAction: {
    who: 'local-team',
    notYours: ['chair', 'NOT_YOURS'],
    target: action,
    body: async (s) => ({ ...(await yesToAction(s)), ...reason }),
    notIn: 'PREPARED',
  },
  acceptActionOnBehalf: {
    who: 'process-director',
    notYours: ['local-team', 'NOT_YOURS'],
    on: { present },
    target: action,
    body: yesToAction,
    notIn: 'CLOSED',
  },
  holdAction: {
    who: 'process-director',
    notYours: ['police', 'NOT_THERE'],
    on: { present },
    target: action,
    body: yesToAction,
    notIn: 'ADJOURNED',
  },
  actionDone: {
    who: 'local-team',
    notYours: ['chair', 'NOT_YOURS'],
    target: action,
    notIn: 'PREPARED',
  },
  actionNotDone: {
    who: 'local-team',
    notYours: ['chair', 'NOT_YOURS'],
    target: action,
    body: () => ({ reason: 'NO_CAPACITY', words: 'Ziek.' }),
    notIn: 'PREPARED',
  },
  askMoreTime: {
    who: 'local-team',
    notYours: ['chair', 'NOT_YOURS'],
    target: action,
    body: () => ({ until: '2026-12-01', words: 'School is dicht.' }),
    notIn: 'PREPARED',
  },
  ...followUpWays,
  answerHandover: {
    who: 'vt-worker',
    notYours: ['chair', 'NOT_YOURS'],
    on: { meeting: 'CLOSED', esdoorn: 'CLOSED' },
    first: handedOver,
    body: async (small) => ({ kind: 'RECEIVED', ...(await yesToCase(small)) }),
    notIn: 'OPEN',
  },
  breakGlass: {
    who: 'police',
    notYours: ['privacy-officer', 'NOT_THERE'],
    body: () => reason,
    notIn: 'PREPARED',
  },
  withdrawInvitation: {
    who: 'secretary',
    notYours: ['process-director', 'NOT_YOURS'],
    first: policeInvited,
    target: { person: 'police' },
    body: () => reason,
    notIn: 'CLOSED',
  },
  endBreakGlass: {
    who: 'police',
    notYours: ['vt-worker', 'NOT_YOURS'],
    first: (small) => give(small, 'breakGlass', 'police', reason),
    target: { person: 'police' },
    body: () => reason,
    notIn: 'PREPARED',
  },
};

/** These go on in every state of the meeting. */
export const always: readonly ItemCallName[] = [
  'acceptOwner',
  'declineOwner',
  'acceptAction',
  'declineAction',
  'actionDone',
  'actionNotDone',
  'askMoreTime',
  'breakGlass',
  'endBreakGlass',
];
/** These take no body. */
export const bare: readonly ItemCallName[] = [
  'bringToTable',
  'leaveItem',
  'closeItem',
  'reveal',
  'settleDissent',
  'actionDone',
];
export const names = Object.keys(ways) as ItemCallName[];
