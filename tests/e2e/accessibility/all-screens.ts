import { Participant } from '../../meeting/table-client.ts';
import { type Screen, screensOf } from '../support/screens.ts';

const table = 'oefentafel';

/** Every screen of the practice week, and those that only a few people come to see or that come after all others. */
export async function* allScreensOf(address: string): AsyncGenerator<Screen> {
  const officer = await Participant.signIn(address, 'privacy-officer');
  const chair = await Participant.signIn(address, 'chair');
  const { meetings } = await chair.must('meetings', { params: { table } });
  const open = idOf(meetings, 'PREPARED');
  const closed = idOf(meetings, 'CLOSED');
  const { items } = await chair.must('meeting', { params: { meeting: open } });
  const caseId = items[0]?.caseId ?? '';
  yield* screensOf(address);
  const log = { as: officer.id };
  yield { ...log, name: 'logboek-casus', path: `/logboek/casus/${caseId}` };
  yield { ...log, name: 'logboek-persoon', path: '/logboek/persoon/chair' };
  yield { name: 'kladblok', as: 'chair', path: `/tafel/${table}/kladblok/linde`, whole: '#note' };
  yield { name: 'gesloten', as: 'chair', path: `/tafel/${closed}` };
  yield { name: 'gesloten-afronden', as: 'chair', path: `/tafel/${closed}/afronden` };
  await chair.must('adjournMeeting', {
    params: { meeting: open },
    body: { reason: 'Het brandalarm gaat.' },
  });
  yield { name: 'geschorst', as: 'police', path: `/tafel/${open}` };
  yield { name: 'geschorst-afronden', as: 'chair', path: `/tafel/${open}/afronden` };
}

function idOf(
  meetings: readonly { readonly id: string; readonly state: string }[],
  state: string,
): string {
  const found = meetings.find((meeting) => meeting.state === state);
  if (found === undefined) throw new Error(`no meeting is ${state}`);
  return found.id;
}
